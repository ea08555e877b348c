/** The shops that somebody should look at. */

import {html} from '../lit/lit-html.js';
import {count, drain} from '../lib/format.js';
import {link} from '../lib/router.js';
import {badge} from './badge.js';
import {table} from './table.js';

const COLUMNS = [
  {
    label: 'Shop',
    head: true,
    cell: shop => html`<a class="domain" href=${link('shops', [], {q: shop.shop})}>${shop.shop}</a>`,
  },
  {label: 'Delivery', cell: shop => badge(shop.state)},
  {label: 'Why', cell: shop => shop.reason},
  {label: 'Waiting', numeric: true, cell: shop => count(shop.waitingRows)},
  {label: 'Drained in', numeric: true, cell: drain},
];

export const attention = shops =>
  html`<section class="card flush" aria-labelledby="attention">
    <div class="card-head">
      <h2 id="attention">Shops that need attention</h2>
      ${shops.length ? html`<p class="sub">${count(shops.length)}</p>` : html`<p class="all-well"><span class="dot" aria-hidden="true"></span>None: deliveries go through</p>`}
    </div>
    ${
      shops.length
        ? table({
            caption: html`<span class="visually-hidden">Shops that need attention, most urgent first</span>`,
            columns: COLUMNS,
            rows: shops,
          })
        : ''
    }
  </section>`;
