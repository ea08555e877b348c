/** Which dead letters: by cause, topic and age. */

import {html} from '../lit/lit-html.js';
import {words} from '../lib/format.js';
import {shopField} from './shop-choice.js';

/** Those that there are most of; any other can be typed. */
const CAUSES = [
  'ambiguous_sku',
  'idempotency_key_expired',
  'malformed_batch',
  'malformed_body',
  'malformed_json',
  'shopify_unreachable',
  'unknown_sku',
  'unknown_variant',
  'wrong_shop',
];
const TOPICS = ['webhooks', 'channel-events', 'snapshots', 'batches', 'deliveries', 'lookups'];
const AGES = [
  ['1', 'Last hour'],
  ['24', 'Last 24 hours'],
  ['168', 'Last 7 days'],
];
const HOUR_MILLIS = 3600000;

/** @returns {{cause: ?string, topic: ?string, hours: ?string}} as it stands in the address */
export const filterOf = query => ({cause: query.get('cause'), topic: query.get('topic'), hours: query.get('hours')});

/** As the API takes it. */
export const apiFilter = ({cause, topic, hours}) => ({
  cause,
  topic,
  since: hours && new Date(Date.now() - Number(hours) * HOUR_MILLIS).toISOString(),
});

/** In words, for whoever is to confirm it. */
export function filterInWords({cause, topic, hours}) {
  const parts = [
    cause && `with the cause “${words(cause)}”`,
    topic && `of the topic ${topic}`,
    hours && `of the ${AGES.find(([value]) => value === hours)?.[1].toLowerCase() ?? `last ${hours} hours`}`,
  ].filter(Boolean);
  return parts.length ? parts.join(' ') : 'of the shop';
}

const choice = (name, label, all, chosen, options) =>
  html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} name=${name}>
      <option value="">${all}</option>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </div>`;

export function letterFilter({domains, shop, filter, onFilter}) {
  const submit = event => {
    event.preventDefault();
    const {shop: to, cause, topic, hours} = event.currentTarget.elements;
    onFilter(to.value.trim(), {cause: cause.value.trim(), topic: topic.value, hours: hours.value});
  };
  return html`<form class="filters" role="search" @submit=${submit}>
    ${shopField(domains, shop)}
    <div class="field">
      <label for="cause">Cause</label>
      <input
        id="cause"
        name="cause"
        list="causes"
        .value=${filter.cause ?? ''}
        placeholder="Any"
        autocomplete="off"
        spellcheck="false"
      />
      <datalist id="causes">${CAUSES.map(cause => html`<option value=${cause}>${words(cause)}</option>`)}</datalist>
    </div>
    ${choice(
      'topic',
      'Topic',
      'Any',
      filter.topic,
      TOPICS.map(topic => [topic, topic]),
    )}
    ${choice('hours', 'Died', 'Any time', filter.hours, AGES)}
    <button class="button">Filter</button>
  </form>`;
}
