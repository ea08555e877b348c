/** A shop's stock: the list, found by SKU, or one item of it. */

import {html} from '../lit/lit-html.js';
import {get, shopPath, withQuery} from '../lib/api.js';
import {count, signed} from '../lib/format.js';
import {held} from '../parts/held.js';
import {pendingOf, stateOf} from '../lib/levels.js';
import {go, link} from '../lib/router.js';
import {followItems} from '../lib/stock-stream.js';
import {badge} from '../parts/badge.js';
import {heading} from '../parts/heading.js';
import {icon} from '../parts/icons.js';
import {liveState} from '../parts/live-state.js';
import {empty} from '../parts/notice.js';
import {pager} from '../parts/pager.js';
import {shopField, shopOf, shopsOfToken} from '../parts/shop-choice.js';
import {table} from '../parts/table.js';
import {openItem} from './item.js';

const PER_PAGE = 25;

const columns = shop => [
  {
    label: 'SKU',
    head: true,
    cell: item =>
      html`<a href=${link('stock', [shop, item.inventoryItemId])}>${item.sku ?? 'No SKU'}</a>
        <span class="sub">Item ${item.inventoryItemId}</span>`,
  },
  {
    label: 'Available',
    numeric: true,
    cell: item => html`<strong>${item.tracked ? count(item.available) : 'Not tracked'}</strong>`,
  },
  {label: 'Waiting for Shopify', numeric: true, cell: item => signed(pendingOf(item))},
  {label: 'Reserved', numeric: true, cell: item => count(item.reserved)},
  {label: 'Unsettled', numeric: true, cell: item => signed(item.unsettled)},
  {label: 'Locations', numeric: true, cell: item => count(item.levels.length)},
  {label: 'State', cell: item => badge(stateOf(item))},
];

/** By SKU; what looks like an item's id and is no SKU, by that. */
async function find(shop, sought, cursor, signal) {
  const page = await get(withQuery(shopPath(shop, 'stock'), {sku: sought, cursor, limit: PER_PAGE}), signal);
  if (sought && !page.items.length && /^\d{1,19}$/.test(sought)) {
    const item = await get(shopPath(shop, 'stock', sought), signal).catch(() => null);
    return {items: item ? [item] : []};
  }
  return page;
}

function openList({route, draw, signal}) {
  const sought = route.query.get('sku') ?? '';
  const cursor = route.query.get('cursor');
  let shop = null;
  let domains = [];
  let live = 'connecting';
  let changed = new Set();
  const page = held(
    draw,
    async () => {
      domains = await shopsOfToken();
      shop = await shopOf(route);
      return shop ? find(shop, sought, cursor, signal) : {items: []};
    },
    'stock',
    8,
  );

  page.load().then(
    () =>
      shop &&
      page.value &&
      followItems(shop, {
        signal,
        ids: () => page.value.items.map(item => item.inventoryItemId),
        onState: state => {
          live = state;
          draw();
        },
        onItems: items => {
          const byId = new Map(items.map(item => [item.inventoryItemId, item]));
          page.value.items = page.value.items.map(item => byId.get(item.inventoryItemId) ?? item);
          changed = new Set(byId.keys());
          draw();
        },
      }),
  );

  function search(event) {
    event.preventDefault();
    const fields = event.currentTarget.elements;
    go(link('stock', [fields.shop.value.trim()], {sku: fields.sku.value.trim()}));
  }

  const list = ({items, nextCursor}) =>
    items.length
      ? html`<section class="card flush">
            ${table({
              caption: `Stock of ${shop}`,
              columns: columns(shop),
              rows: items,
              rowClass: item => (changed.has(item.inventoryItemId) ? 'changed' : ''),
            })}
          </section>
          ${pager({
            first: cursor && link('stock', [shop], {sku: sought}),
            next: nextCursor && link('stock', [shop], {sku: sought, cursor: nextCursor}),
          })}`
      : sought
        ? empty(
            `No item has the SKU “${sought}”`,
            html`SKUs are compared letter by letter. <a href=${link('stock', [shop])}>Show all stock</a>`,
          )
        : empty('No stock yet', 'Items appear with the first webhook of the shop, or once it is connected.');

  return {
    title: () => (shop ? `Stock of ${shop}` : 'Stock'),
    view: () =>
      html`${heading('Stock', 'What may be sold, by item and location.', liveState(live))}
        <form class="filters" role="search" @submit=${search}>
          ${shopField(domains, shop ?? route.parts[0], event => go(link('stock', [event.target.value])))}
          <div class="field grow">
            <label for="sku">SKU or item id</label>
            <input id="sku" name="sku" type="search" .value=${sought} autocomplete="off" spellcheck="false" />
          </div>
          <button class="button primary">${icon('search')} Search</button>
        </form>
        ${page.view(list)}`,
  };
}

export const stock = {
  title: 'Stock',
  open: context => (context.route.parts[1] ? openItem(context) : openList(context)),
};
