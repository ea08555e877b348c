/** One item: its levels with how each figure comes about, and its ledger drawn and listed. */

import {html, nothing} from '../lit/lit-html.js';
import {get, shopPath, withQuery} from '../lib/api.js';
import {count, signed} from '../lib/format.js';
import {held} from '../parts/held.js';
import {MEANINGS, pendingOf, stateOf, sumOf} from '../lib/levels.js';
import {link} from '../lib/router.js';
import {followItems} from '../lib/stock-stream.js';
import {badge} from '../parts/badge.js';
import {figure, figures} from '../parts/figure.js';
import {heading} from '../parts/heading.js';
import {ledgerList} from '../parts/ledger-list.js';
import {ledgerChart} from '../parts/ledger-chart.js';
import {liveState} from '../parts/live-state.js';
import {moment} from '../parts/moment.js';
import {shopOf} from '../parts/shop-choice.js';
import {table} from '../parts/table.js';

const ROWS_PER_PAGE = 100;

const LEVELS = [
  {label: 'Location', head: true, cell: level => level.locationId},
  {label: 'Available', numeric: true, cell: level => html`<strong>${count(level.available)}</strong>`},
  {label: 'At Shopify', numeric: true, cell: level => count(level.shopifyAvailable)},
  {label: 'Waiting', numeric: true, cell: level => signed(level.pendingPush)},
  {label: 'Reserved', numeric: true, cell: level => count(level.reserved)},
  {label: 'Unsettled', numeric: true, cell: level => signed(level.unsettled)},
  {label: 'Observed', cell: level => moment(level.observedAt)},
  {label: 'State', cell: level => badge(level.status)},
];

const meanings = () =>
  html`<details class="explain">
    <summary>What these figures mean</summary>
    <dl class="meanings">
      ${MEANINGS.map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
  </details>`;

const levels = item =>
  html`<section class="card flush" aria-labelledby="levels">
    <div class="card-head"><h2 id="levels">Levels</h2></div>
    ${table({caption: html`<span class="visually-hidden">Levels by location</span>`, columns: LEVELS, rows: item.levels})}
    <div class="card-foot">
      <ul class="sums">
        ${item.levels.map(level => html`<li><span class="sub">Location ${level.locationId}:</span> ${sumOf(level)}</li>`)}
      </ul>
      ${meanings()}
    </div>
  </section>`;

const summary = item =>
  figures([
    figure('Available', item.tracked ? count(item.available) : 'Not tracked', item.tracked ? 'units' : ''),
    figure('Waiting for Shopify', signed(pendingOf(item)), 'units'),
    figure('Reserved', count(item.reserved), 'units'),
    figure('Unsettled', signed(item.unsettled), 'units'),
  ]);

export function openItem({route, draw, signal}) {
  const [, itemId] = route.parts;
  const path = shop => shopPath(shop, 'stock', encodeURIComponent(itemId));
  let shop = route.parts[0];
  let live = 'connecting';
  let rows = [];
  let older = null;
  const item = held(draw, async () => get(path((shop = await shopOf(route))), signal), 'the item', 4);
  const ledger = held(draw, newestRows, 'the ledger', 6);

  const ledgerPage = cursor => get(withQuery(`${path(shop)}/ledger`, {limit: ROWS_PER_PAGE, cursor}), signal);

  /** Joined to what is known; where more has happened than a page holds, that is let go, so that no row is missing. */
  async function newestRows() {
    const page = await ledgerPage(null);
    const oldest = page.rows.at(-1)?.row.seq;
    const joins = rows.length > 0 && oldest <= rows[0].row.seq + 1;
    rows = joins ? [...page.rows, ...rows.filter(each => each.row.seq < oldest)] : page.rows;
    older = joins ? older : (page.nextCursor ?? null);
    return rows;
  }

  async function olderRows() {
    const page = await ledgerPage(older);
    rows = [...rows, ...page.rows];
    older = page.nextCursor ?? null;
    ledger.value = rows;
    draw();
  }

  Promise.all([item.load(), ledger.load()]).then(
    () =>
      item.value &&
      followItems(shop, {
        signal,
        ids: () => [itemId],
        onState: state => {
          live = state;
          draw();
        },
        onItems: ([changed]) => {
          item.value = changed;
          ledger.load();
        },
      }),
  );

  const name = () => item.value?.sku ?? `Item ${itemId}`;
  return {
    title: name,
    view: () =>
      html` <nav class="crumbs" aria-label="Where you are"><a href=${link('stock', [shop])}>Stock of ${shop}</a></nav>
        ${heading(name(), html`Item ${itemId}${item.value ? html` · ${badge(stateOf(item.value))}` : nothing}`, liveState(live))}
        ${item.view(value => html`${summary(value)}${levels(value)}`)}
        ${ledger.view(value => html`${ledgerChart(value)}${ledgerList(shop, value, older ? olderRows : null)}`)}`,
  };
}
