/** What runs, and whether each is ready. */

import {html} from '../lit/lit-html.js';
import {badge} from './badge.js';
import {since} from './moment.js';
import {table} from './table.js';

const COLUMNS = [
  {label: 'Role', head: true, cell: each => each.role},
  {label: 'Instance', cell: each => html`<span class="mono">${each.instance}</span>`},
  {label: 'State', cell: each => badge(each.ready ? 'ready' : 'not_ready')},
  {label: 'Why', cell: each => each.reason ?? '–'},
  {label: 'Last told', cell: each => since(each.at)},
];

export const instances = rows =>
  html`<section class="card flush" aria-labelledby="instances">
    <div class="card-head"><h2 id="instances">Instances</h2></div>
    ${table({caption: html`<span class="visually-hidden">Instances</span>`, columns: COLUMNS, rows})}
  </section>`;
