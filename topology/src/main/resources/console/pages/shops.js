/** How the delivery to each shop stands, and reading a shop again. */

import {html, nothing} from '../lit/lit-html.js';
import {get, withQuery} from '../lib/api.js';
import {count, drain, durationText} from '../lib/format.js';
import {poll} from '../lib/poll.js';
import {go, link} from '../lib/router.js';
import {badge} from '../parts/badge.js';
import {budget} from '../parts/budget.js';
import {heading} from '../parts/heading.js';
import {held} from '../parts/held.js';
import {icon} from '../parts/icons.js';
import {since} from '../parts/moment.js';
import {empty} from '../parts/notice.js';
import {operatorButton, whyNot} from '../parts/operator.js';
import {pager} from '../parts/pager.js';
import {reconciliation} from '../parts/reconciliation.js';
import {table} from '../parts/table.js';

const PER_PAGE = 25;
const EVERY_MILLIS = 5000;

const waiting = shop =>
  html`${count(shop.waitingRows)}${
    shop.inFlightRows ? html`<span class="sub">${count(shop.inFlightRows)} in flight</span>` : nothing
  }`;

const columns = reconcile => [
  {
    label: 'Shop',
    head: true,
    cell: shop =>
      html`<a class="domain" href=${link('stock', [shop.shop])}>${shop.shop}</a>
        <span class="sub"
          ><a href=${link('dead-letters', [shop.shop])}
            >Dead letters<span class="visually-hidden"> of ${shop.shop}</span></a
          ></span
        >`,
  },
  {
    label: 'Delivery',
    cell: shop =>
      html`${badge(shop.state)}${
        shop.shutSeconds ? html`<span class="sub">no call for ${durationText(shop.shutSeconds * 1000)}</span>` : nothing
      }`,
  },
  {label: 'Cost budget', cell: shop => budget(shop)},
  {label: 'Waiting', numeric: true, cell: waiting},
  {label: 'Drained in', numeric: true, cell: drain},
  {label: 'Mismatches', numeric: true, cell: shop => html`${count(shop.mismatches)}<span class="sub">last hour</span>`},
  {label: 'Reconciled', cell: shop => (shop.lastReconciledAt ? since(shop.lastReconciledAt) : 'Not yet')},
  {
    label: 'Action',
    unlabelled: true,
    cell: shop => operatorButton('Reconcile', () => reconcile(shop.shop), {about: shop.shop}),
  },
];

function open({route, draw, signal}) {
  const q = route.query.get('q') ?? '';
  const cursor = route.query.get('cursor');
  const page = held(draw, () => get(withQuery('/v1/shops', {q, cursor, limit: PER_PAGE}), signal), 'shops', 6);
  const reading = reconciliation({draw, signal});
  poll(page.load, EVERY_MILLIS, signal);

  function search(event) {
    event.preventDefault();
    go(link('shops', [], {q: event.currentTarget.elements.q.value.trim()}));
  }

  const list = ({shops: rows, nextCursor}) =>
    rows.length
      ? html`<section class="card flush">
            ${table({caption: 'Shops that your token opens', columns: columns(reading.begin), rows})}
          </section>
          ${pager({
            first: cursor && link('shops', [], {q}),
            next: nextCursor && link('shops', [], {q, cursor: nextCursor}),
          })}`
      : q
        ? empty(`No shop has “${q}” in its domain`, html`<a href=${link('shops')}>Show all shops</a>`)
        : empty('No shops', 'The shops file names none that your token opens.');

  return {
    view: () =>
      html`${heading('Shops', 'How the delivery to each shop stands.')} ${whyNot()}
        <form class="filters" role="search" @submit=${search}>
          <div class="field grow">
            <label for="q">Domain</label>
            <input id="q" name="q" type="search" .value=${q} autocomplete="off" spellcheck="false" />
          </div>
          <button class="button primary">${icon('search')} Search</button>
        </form>
        ${reading.view()} ${page.view(list)}`,
  };
}

export const shops = {title: 'Shops', open};
