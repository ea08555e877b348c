/** How far something is. */

import {html, nothing} from '../lit/lit-html.js';
import {count} from '../lib/format.js';

/** @param total null where nobody can tell */
export const progress = (label, done, total) => {
  const known = total !== null && total !== undefined;
  return html`<div class="progress">
    <progress
      aria-label=${label}
      max=${known ? Math.max(total, 1) : nothing}
      value=${known ? (total === 0 ? 1 : done) : nothing}
    ></progress>
    <span class="sub">${count(done)}${known ? ` of ${count(total)}` : ' so far'}</span>
  </div>`;
};
