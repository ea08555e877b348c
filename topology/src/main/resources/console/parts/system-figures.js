/** The whole system's figures, each with what it is of. */

import {html} from '../lit/lit-html.js';
import {count, duration, rate} from '../lib/format.js';
import {figure, figures} from './figure.js';

const percentiles = (label, value, detail) => {
  const [p50, unit50] = duration(value?.p50);
  const [p99, unit99] = duration(value?.p99);
  return figure(
    label,
    html`<span class="sr-label">p50</span> ${p50}`,
    html`${unit50}
      <span class="second"
        ><span class="sr-label">p99</span> <span class="figure-value small">${p99}</span> ${unit99}</span
      >`,
    {detail},
  );
};

/** What should be naught. */
const fault = (label, value, unit, detail) =>
  figure(label, count(value), unit, {tone: value > 0 ? 'bad' : 'good', detail});

export const systemFigures = system =>
  html` <section aria-labelledby="now">
    <h2 id="now" class="visually-hidden">Now</h2>
    ${figures([
      figure('Webhooks', rate(system.webhooksPerSecond), '/s', {
        detail: `${rate(system.duplicatesPerSecond)}/s of them repeats`,
      }),
      figure('Channel events', rate(system.channelEventsPerSecond), '/s'),
      figure('Mutations at Shopify', rate(system.mutationsPerSecond), '/s'),
      figure('Lag', count(system.lagRecords), 'records', {
        detail:
          system.lagMillis == null ? 'not yet in stock' : `${duration(system.lagMillis).join(' ')} behind at most`,
      }),
    ])}
    ${figures([
      percentiles('Acknowledged in', system.ackMillis, 'webhook to 200'),
      percentiles('In stock after', system.acceptedToStockMillis, 'accepted to stock'),
      percentiles('At Shopify after', system.acceptedToShopifyMillis, 'accepted to mutation answered'),
    ])}
    ${figures([
      fault('Dead letters', system.deadLettersPerMinute, '/min'),
      fault(
        'Breakers open',
        system.breakersOpen,
        system.breakersOpen === 1 ? 'shop' : 'shops',
        'Shopify does not answer',
      ),
      fault(
        'Suspended',
        system.shopsSuspended,
        system.shopsSuspended === 1 ? 'shop' : 'shops',
        'Shopify refuses the token',
      ),
      fault('Ledger mismatches', system.ledgerMismatches, 'items', 'their rows do not sum up'),
    ])}
  </section>`;
