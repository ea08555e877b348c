/** What is left of a shop's cost bucket at Shopify. */

import {html} from '../lit/lit-html.js';
import {NONE, count, rate} from '../lib/format.js';

export const budget = ({shop, points}) =>
  points
    ? html`<div class="budget">
        <meter
          aria-label="Cost budget left of ${shop}"
          min="0"
          max=${points.maximum ?? points.left}
          low=${(points.maximum ?? points.left) / 4}
          optimum=${points.maximum ?? points.left}
          value=${points.left}
        ></meter>
        <span class="sub"
          >${count(points.left)} of ${count(points.maximum)} points, ${rate(points.restoredPerSecond)}/s back</span
        >
      </div>`
    : NONE;
