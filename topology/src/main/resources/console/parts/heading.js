/** A page's head: what it is, and what belongs beside it. */

import {html, nothing} from '../lit/lit-html.js';

/** @param beside such as a state or buttons */
export const heading = (title, lead, beside) =>
  html`<header class="page-head">
    <div>
      <h1 tabindex="-1">${title}</h1>
      ${lead ? html`<p class="lead">${lead}</p>` : nothing}
    </div>
    ${beside ? html`<div class="page-beside">${beside}</div>` : nothing}
  </header>`;
