/** One dead letter: what died, why, and what has been done about it. Of its body nothing is shown: none is kept. */

import {html, nothing} from '../lit/lit-html.js';
import {get, shopPath} from '../lib/api.js';
import {count, words} from '../lib/format.js';
import {link} from '../lib/router.js';
import {heading} from '../parts/heading.js';
import {held} from '../parts/held.js';
import {moment} from '../parts/moment.js';
import {operatorButton, whyNot} from '../parts/operator.js';
import {confirmRedriveOfOne, redriveOne} from '../parts/redrive-one.js';
import {redrives} from '../parts/redrives.js';

/** The id within the origin's key that a trace can follow. */
function traceable(shop, {topic, key}) {
  const id = key?.startsWith(`${shop}/`) ? key.slice(shop.length + 1) : null;
  return id && !id.includes('/') && ['webhooks', 'channel-events', 'batches'].includes(topic) ? id : null;
}

const PRESENT = {true: 'still there', false: 'gone: expired, or erased'};

function facts(shop, letter) {
  const id = traceable(shop, letter.origin);
  return html`<section class="card" aria-labelledby="died">
    <div class="card-head"><h2 id="died">What died</h2></div>
    <dl class="facts wide">
      <div>
        <dt>Cause</dt>
        <dd>${words(letter.cause)}</dd>
      </div>
      <div>
        <dt>Message</dt>
        <dd>${letter.message}</dd>
      </div>
      ${
        letter.detail
          ? html`<div>
              <dt>Detail</dt>
              <dd class="mono">${letter.detail}</dd>
            </div>`
          : nothing
      }
      <div>
        <dt>Died</dt>
        <dd>${moment(letter.diedAt)}</dd>
      </div>
      <div>
        <dt>Attempts</dt>
        <dd>${count(letter.attempts)}</dd>
      </div>
      <div>
        <dt>Record</dt>
        <dd>
          <span class="mono"
            >${letter.origin.topic}, partition ${letter.origin.partition}, offset ${letter.origin.offset}</span
          >${letter.originPresent === undefined ? nothing : html` <span class="sub">${PRESENT[letter.originPresent]}</span>`}
        </dd>
      </div>
      ${
        id
          ? html`<div>
              <dt>Trace</dt>
              <dd><a class="mono" href=${link('trace', [shop, id])}>${id}</a></dd>
            </div>`
          : nothing
      }
    </dl>
    <p class="hint">A dead letter holds nothing of its record’s body, so that it can hold no personal data.</p>
  </section>`;
}

export function openLetter({route, draw, signal}) {
  const [shop, id] = route.parts;
  let busy = false;
  const letter = held(
    draw,
    () => get(shopPath(shop, 'dead-letters', encodeURIComponent(id)), signal),
    'the dead letter',
    6,
  );
  letter.load();

  async function redrive() {
    const again = letter.value.redrives.some(each => each.outcome === 'redriven');
    if (await confirmRedriveOfOne(letter.value, again)) {
      busy = true;
      draw();
      await redriveOne(shop, id, again);
      busy = false;
      await letter.load();
    }
  }

  return {
    title: () => `Dead letter ${id}`,
    view: () =>
      html` <nav class="crumbs" aria-label="Where you are">
          <a href=${link('dead-letters', [shop])}>Dead letters of ${shop}</a>
        </nav>
        ${heading(
          `Dead letter ${id}`,
          letter.value?.message ?? '',
          letter.value ? operatorButton('Redrive…', redrive, {primary: true, busy}) : nothing,
        )}
        ${whyNot()}
        ${letter.view(
          value =>
            html`${facts(shop, value)}
              <section class="card flush" aria-labelledby="tries">
                <div class="card-head"><h2 id="tries">What was done about it</h2></div>
                ${value.redrives.length ? redrives(value.redrives) : html`<div class="card-foot">${redrives([])}</div>`}
              </section>`,
        )}`,
  };
}
