/** What has been done about a dead letter, and by whom. */

import {html} from '../lit/lit-html.js';
import {badge} from './badge.js';
import {moment} from './moment.js';
import {NONE} from '../lib/format.js';
import {table} from './table.js';

export const redrives = rows =>
  rows.length
    ? table({
        caption: html`<span class="visually-hidden">Redrives, oldest first</span>`,
        rows,
        columns: [
          {label: 'When', cell: row => moment(row.at)},
          {label: 'Outcome', cell: row => badge(row.outcome)},
          {label: 'By', cell: row => row.by ?? NONE},
          {label: 'Attempt', numeric: true, cell: row => row.attempt},
          {
            label: 'Written to',
            cell: row => (row.toTopic ? `${row.toTopic} ${row.toPartition}–${row.toOffset}` : NONE),
          },
          {label: 'Remark', cell: row => row.message ?? NONE},
        ],
      })
    : html`<p class="sub">It has not been redriven.</p>`;
