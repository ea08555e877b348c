/** The way through pages of which only the next is known. */

import {html, nothing} from '../lit/lit-html.js';

/** @param addresses of the first and the next page; null where there is none to go to */
export const pager = ({first, next}) =>
  first || next
    ? html`<nav class="pager" aria-label="Pages of the list">
        ${first ? html`<a class="button" href=${first}>First page</a>` : nothing}
        ${next ? html`<a class="button" href=${next}>Next page</a>` : nothing}
      </nav>`
    : nothing;
