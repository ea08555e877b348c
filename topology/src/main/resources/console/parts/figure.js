/** A figure to be seen from afar. */

import {html, nothing} from '../lit/lit-html.js';

/** @param tone good or bad, where the figure itself tells */
export const figure = (label, value, unit = '', {detail, tone = ''} = {}) =>
  html`<div class="figure ${tone}">
    <dt>${label}</dt>
    <dd>
      <span class="figure-value">${value}</span>${unit ? html` <span class="figure-unit">${unit}</span>` : nothing}
      ${detail ? html`<span class="figure-detail">${detail}</span>` : nothing}
    </dd>
  </div>`;

export const figures = each => html`<dl class="figures">${each}</dl>`;
