/** An item's ledger, newest first, each row with its cause. */

import {html, nothing} from '../lit/lit-html.js';
import {count, signed} from '../lib/format.js';
import {kindOf} from '../lib/levels.js';
import {link} from '../lib/router.js';
import {moment} from './moment.js';
import {table} from './table.js';

const CAUSES = {
  webhook: 'Webhook',
  channel_event: 'Channel event',
  delivery: 'Batch',
  snapshot: 'Reading',
  reservation: 'Reservation',
};
const TRACED = ['webhook', 'channel_event', 'delivery'];

function cause(shop, {kind, id, topic, orderId}) {
  const what = topic ?? CAUSES[kind] ?? kind;
  return html`<span class="cause"
    >${
      TRACED.includes(kind)
        ? html`<a href=${link('trace', [shop, id])}>${what}<span class="visually-hidden"> ${id}</span></a>`
        : what
    } <span class="sub mono" title=${id}>${orderId ? `order ${orderId}` : id}</span></span
  >`;
}

const columns = shop => [
  {label: 'Recorded', head: true, cell: ({recordedAt}) => moment(recordedAt)},
  {
    label: 'What',
    cell: ({row}) =>
      html`${kindOf(row)}${
        row.delta === 0 && row.quantity !== 0
          ? html`<span class="sub">${signed(row.quantity)}, in the figure already</span>`
          : nothing
      }`,
  },
  {label: 'Location', cell: ({row}) => row.locationId ?? html`<span class="sub">none named</span>`},
  {
    label: 'Change',
    numeric: true,
    cell: ({row}) =>
      html`<span class=${row.delta < 0 ? 'down' : row.delta > 0 ? 'up' : ''}>${signed(row.delta)}</span>`,
  },
  {label: 'Balance', numeric: true, cell: ({row}) => html`<strong>${count(row.balanceAfter)}</strong>`},
  {label: 'Cause', cell: each => cause(shop, each.cause)},
];

/** @param showOlder what brings older rows; null where there are none */
export const ledgerList = (shop, rows, showOlder) =>
  html`<section class="card flush" aria-labelledby="ledger">
    <div class="card-head">
      <h2 id="ledger">Ledger</h2>
      <p class="sub">${count(rows.length)} rows, newest first</p>
    </div>
    ${table({caption: html`<span class="visually-hidden">Ledger, newest first</span>`, columns: columns(shop), rows})}
    ${showOlder ? html`<div class="card-foot"><button class="button" @click=${showOlder}>Show older rows</button></div>` : nothing}
  </section>`;
