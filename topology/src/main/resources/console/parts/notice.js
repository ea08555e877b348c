/** What stands where there is nothing else to see: loading, nothing there, something wrong. */

import {html, nothing} from '../lit/lit-html.js';

/** Holds the place of what is coming, so that nothing jumps. */
export const loading = (what, rows = 5) =>
  html`<div class="skeleton" role="status">
    <span class="visually-hidden">Loading ${what}…</span>
    ${Array.from({length: rows}, () => html`<div class="bone" aria-hidden="true"></div>`)}
  </div>`;

export const empty = (title, detail) =>
  html`<div class="empty">
    <p class="empty-title">${title}</p>
    ${detail ? html`<div class="empty-detail">${detail}</div>` : nothing}
  </div>`;

/** @param retry what a button to try again does; none where that would not help */
export const failed = (problem, retry) =>
  html`<div class="failed" role="alert">
    <p class="failed-title">${problem.title ?? 'It failed'}</p>
    <p>${problem.message}</p>
    ${problem.advice && problem.advice !== problem.message ? html`<p class="hint">${problem.advice}</p>` : nothing}
    ${retry && problem.status !== 403 ? html`<button class="button" @click=${retry}>Try again</button>` : nothing}
  </div>`;
