/** What is left of a shop's cost bucket at Shopify. */

import {html} from '../lit/lit-html.js';
import {NONE, count, rate} from '../lib/format.js';

/** Below these shares of the bucket it is short, or as good as empty. */
const SHORT = 0.5;
const EMPTY = 0.15;

const toneOf = share => (share < EMPTY ? 'bad' : share < SHORT ? 'busy' : '');

export function budget({shop, points}) {
  if (!points) {
    return NONE;
  }
  const maximum = points.maximum ?? points.left;
  const share = maximum > 0 ? Math.min(points.left / maximum, 1) : 0;
  return html`<div class="budget">
    <div
      role="meter"
      aria-label="Cost budget left of ${shop}"
      aria-valuemin="0"
      aria-valuemax=${maximum}
      aria-valuenow=${points.left}
    >
      <svg class="bar ${toneOf(share)}" aria-hidden="true"><rect width="${share * 100}%" height="100%" /></svg>
    </div>
    <span class="sub" title="Points left, and how many come back a second">
      ${count(points.left)} of ${count(points.maximum)}, +${rate(points.restoredPerSecond)}/s
    </span>
  </div>`;
}
