/** What became of a webhook, a channel event or a batch, step by step. */

import {html, nothing} from '../lit/lit-html.js';
import {get, shopPath} from '../lib/api.js';
import {durationText, words} from '../lib/format.js';
import {held} from '../parts/held.js';
import {go, link} from '../lib/router.js';
import {heading} from '../parts/heading.js';
import {icon} from '../parts/icons.js';
import {empty} from '../parts/notice.js';
import {shopField, shopOf, shopsOfToken} from '../parts/shop-choice.js';
import {timeline} from '../parts/timeline.js';

const TRACEABLE = /^[A-Za-z0-9._:~=+-]{1,128}$/;

const hint = () =>
  empty(
    'Follow one webhook, channel event or batch',
    html`Its id is in Shopify’s header <code>X-Shopify-Webhook-Id</code>, is the idempotency key that the channel sent,
      or the batch id, which is the mutation’s idempotency key. An item’s ledger links here from each of its causes.`,
  );

const unknown = (shop, id) =>
  empty(
    'This id is not known',
    html`${shop} has no webhook, channel event or batch <span class="mono">${id}</span>: it was never taken in, has not
      been yet, or was longer ago than ids are remembered (48 hours for webhooks, 30 days for the others).`,
  );

function result(shop, trace) {
  const [first, last] = [trace.steps[0], trace.steps.at(-1)].map(step => Date.parse(step?.at));
  return html`<section class="card" aria-labelledby="way">
    <div class="card-head">
      <h2 id="way">${words(trace.kind)} <span class="mono">${trace.id}</span></h2>
      <p class="sub">
        ${trace.steps.length} ${trace.steps.length === 1 ? 'step' : 'steps'} in ${durationText(last - first)}
      </p>
    </div>
    ${timeline(shop, trace.steps)}
    ${
      trace.remarks.length
        ? html`<ul class="remarks">
            ${trace.remarks.map(each => html`<li>${each}</li>`)}
          </ul>`
        : nothing
    }
    ${trace.complete ? nothing : html`<p class="hint">Not all of it may have been found. Ask again in a moment.</p>`}
  </section>`;
}

function open({route, draw, signal}) {
  const id = route.parts[1];
  let shop = null;
  let domains = [];
  let fault = null;
  const found = held(
    draw,
    async () => {
      domains = await shopsOfToken();
      shop = await shopOf(route);
      return id ? get(shopPath(shop, 'trace', encodeURIComponent(id)), signal) : {};
    },
    'the trace',
    6,
  );
  found.load();

  function follow(event) {
    event.preventDefault();
    const fields = event.currentTarget.elements;
    const sought = fields.id.value.trim();
    fault = TRACEABLE.test(sought) ? null : 'An id has letters, digits and . _ : ~ = + - and no spaces; 128 at most.';
    if (fault) {
      fields.id.focus();
      return draw();
    }
    const address = link('trace', [fields.shop.value.trim(), sought]);
    return location.hash === address ? found.load() : go(address);
  }

  const shown = () =>
    found.problem?.status === 404 && id
      ? unknown(shop, id)
      : found.view(value => (value.steps ? result(shop, value) : hint()));

  return {
    title: () => (id ? `Trace ${id}` : 'Trace'),
    view: () =>
      html`${heading('Trace', 'One webhook’s way, from verdict to echo.')}
        <form class="filters" role="search" @submit=${follow} novalidate>
          ${shopField(domains, shop ?? route.parts[0])}
          <div class="field grow">
            <label for="id">Webhook id, idempotency key or batch id</label>
            <input
              id="id"
              name="id"
              type="search"
              class="mono"
              .value=${id ?? ''}
              autocomplete="off"
              spellcheck="false"
              aria-describedby=${fault ? 'id-fault' : nothing}
              aria-invalid=${fault ? 'true' : 'false'}
            />
            ${fault ? html`<p class="fault" id="id-fault" role="alert">${fault}</p>` : nothing}
          </div>
          <button class="button primary">${icon('search')} Trace</button>
        </form>
        ${shown()}`,
  };
}

export const trace = {title: 'Trace', open};
