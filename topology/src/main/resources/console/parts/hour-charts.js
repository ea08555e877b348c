/** The last hour, drawn. */

import {html} from '../lit/lit-html.js';
import {count, durationText, rate} from '../lib/format.js';
import './line-chart.js';

const series = (history, name, tone, value) => ({
  name,
  tone,
  points: history.map(point => ({at: Date.parse(point.at), value: point[value] ?? null})),
});

const charts = history => [
  {
    title: 'Throughput',
    unit: '/s',
    format: rate,
    series: [
      series(history, 'Webhooks', 'first', 'webhooksPerSecond'),
      series(history, 'Mutations', 'second', 'mutationsPerSecond'),
    ],
  },
  {
    title: 'Latency, p99',
    unit: '',
    format: durationText,
    series: [
      series(history, 'To stock', 'first', 'acceptedToStockP99Millis'),
      series(history, 'To Shopify', 'second', 'acceptedToShopifyP99Millis'),
    ],
  },
  {title: 'Lag', unit: 'records', format: count, series: [series(history, 'Lag', 'first', 'lagRecords')]},
  {
    title: 'Dead letters',
    unit: 'in 5 s',
    format: count,
    series: [series(history, 'Dead letters', 'third', 'deadLetters')],
  },
];

export const hourCharts = history =>
  html`<section aria-labelledby="hour">
    <h2 id="hour" class="section-title">The last hour</h2>
    <div class="charts">
      ${charts(history).map(data => html`<div class="card"><line-chart .data=${data}></line-chart></div>`)}
    </div>
  </section>`;
