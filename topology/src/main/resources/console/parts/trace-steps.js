/** Each kind of step of a trace in words: {title, tone, content}. */

import {html, nothing} from '../lit/lit-html.js';
import {count, signed, timeOfDay, words} from '../lib/format.js';
import {kindOf} from '../lib/levels.js';
import {link} from '../lib/router.js';
import {badge} from './badge.js';
import {redrives} from './redrives.js';
import {table} from './table.js';

const facts = pairs =>
  html`<dl class="facts">
    ${pairs
      .filter(([, value]) => value !== undefined && value !== null)
      .map(
        ([term, value]) =>
          html` <div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`;

const item = (shop, id) => html`<a href=${link('stock', [shop, id])}>${id}</a>`;

const ledgerRows = (shop, rows) =>
  table({
    caption: html`<span class="visually-hidden">Ledger rows</span>`,
    rows,
    columns: [
      {label: 'Item', head: true, cell: row => item(shop, row.inventoryItemId)},
      {label: 'What', cell: kindOf},
      {label: 'Location', cell: row => row.locationId ?? 'none named'},
      {label: 'Change', numeric: true, cell: row => signed(row.delta)},
      {label: 'Balance', numeric: true, cell: row => count(row.balanceAfter)},
    ],
  });

const sent = change => (change.quantity === undefined ? signed(change.delta) : `set to ${count(change.quantity)}`);

const changes = (shop, rows, answered) =>
  table({
    caption: html`<span class="visually-hidden">Changes of the traced levels</span>`,
    rows,
    columns: [
      {label: 'Item', head: true, cell: row => item(shop, row.inventoryItemId)},
      {label: 'Location', cell: row => row.locationId},
      {label: 'Change', numeric: true, cell: sent},
      ...(answered
        ? [
            {label: 'Shopify after', numeric: true, cell: row => count(row.quantityAfterChange)},
            {
              label: 'Answer',
              cell: row =>
                html`${badge(row.status)}${row.code ? html`<span class="sub">${row.code} ${row.message}</span>` : nothing}`,
            },
          ]
        : []),
    ],
  });

const STEPS = {
  verdict: (shop, step) => ({
    title: step.webhookTopic ? `Taken in: ${step.webhookTopic}` : 'Taken in',
    tone: step.verdict === 'dead_letter' ? 'bad' : 'good',
    content: facts([
      ['Verdict', step.verdict && badge(step.verdict)],
      ['Triggered at Shopify', step.triggeredAt && timeOfDay(step.triggeredAt)],
      ['Event', step.eventId && html`<span class="mono">${step.eventId}</span>`],
      ['Trace id', step.traceparent && html`<span class="mono">${step.traceparent.split('-')[1]}</span>`],
      [
        'Sent again for dead letter',
        step.redriveOf && html`<a href=${link('dead-letters', [shop, step.redriveOf])}>${step.redriveOf}</a>`,
      ],
      ['Record', step.recordPresent === false ? 'no longer on the topic' : undefined],
    ]),
  }),
  ledger: (shop, step) => ({title: 'Moved stock', tone: 'good', content: ledgerRows(shop, step.rows)}),
  batch: (shop, step) => ({
    title: 'Left for Shopify in a batch',
    tone: 'busy',
    content: html`${facts([
      ['Batch', html`<a class="mono" href=${link('trace', [shop, step.batchId])}>${step.batchId}</a>`],
      ['Kind', step.kind === 'set' ? 'sets figures' : 'adjusts figures'],
      ['Rows', count(step.rows)],
    ])}${step.changes.length ? changes(shop, step.changes, false) : nothing}`,
  }),
  delivery: (shop, step) => ({
    title: `Shopify’s answer: ${words(step.outcome).toLowerCase()}`,
    tone: step.outcome === 'applied' ? 'good' : 'bad',
    content: html`${facts([
      ['Calls', count(step.attempts)],
      ['Applied', step.appliedAt && `${timeOfDay(step.appliedAt)} by Shopify’s clock`],
    ])}${step.changes.length ? changes(shop, step.changes, true) : nothing}`,
  }),
  echo: (shop, step) => ({
    title: 'Shopify told of the change',
    tone: 'good',
    content: facts([
      ['Webhook', html`<a class="mono" href=${link('trace', [shop, step.webhookId])}>${step.webhookId}</a>`],
      ['Item', item(shop, step.inventoryItemId)],
      ['Location', step.locationId],
      ['Available', count(step.available)],
    ]),
  }),
  dead_letter: (shop, step) => ({
    title: `Could not be processed: ${words(step.cause).toLowerCase()}`,
    tone: 'bad',
    content: html`<p>${step.message}</p>
      ${facts([
        ['Dead letter', html`<a href=${link('dead-letters', [shop, step.deadLetterId])}>${step.deadLetterId}</a>`],
        ['Attempts', count(step.attempts)],
      ])}${redrives(step.redrives ?? [])}`,
  }),
};

export const describe = (shop, step) =>
  STEPS[step.type]?.(shop, step) ?? {title: words(step.type), tone: 'plain', content: nothing};
