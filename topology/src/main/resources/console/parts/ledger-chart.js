/** What an item's balance was over the time of its listed ledger rows. */

import {html} from '../lit/lit-html.js';
import {count} from '../lib/format.js';
import './line-chart.js';

/** Rows come newest first; of one time the last says what the balance was then. */
function points(rows) {
  const byTime = new Map([...rows].reverse().map(({recordedAt, row}) => [Date.parse(recordedAt), row.balanceAfter]));
  return [...byTime, [Date.now(), rows[0].row.balanceAfter]].map(([at, value]) => ({at, value}));
}

export const ledgerChart = rows =>
  rows.length
    ? html`<section class="card">
        <line-chart
          .data=${{
            title: 'Available over time',
            unit: 'units',
            step: true,
            format: count,
            series: [{name: 'Available', tone: 'first', points: points(rows)}],
          }}
        ></line-chart>
      </section>`
    : '';
