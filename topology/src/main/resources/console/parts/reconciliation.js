/** Reading a shop again: asked for, confirmed, followed. */

import {html, nothing} from '../lit/lit-html.js';
import {get, post, shopPath} from '../lib/api.js';
import {pause} from '../lib/pause.js';
import {link} from '../lib/router.js';
import {announce} from './announce.js';
import {badge} from './badge.js';
import {confirm} from './confirm.js';
import {failed} from './notice.js';
import {progress} from './progress.js';

const EVERY_MILLIS = 1000;
const ENDED = ['done', 'failed'];

const question = shop =>
  confirm({
    title: `Reconcile ${shop}?`,
    action: 'Reconcile',
    content: html`<p>
        The shop’s levels are read from Shopify again, within a part of its cost budget. What differs is taken over and
        counted as a mismatch.
      </p>
      <fieldset>
        <legend>What to read</legend>
        <label class="check"
          ><input type="radio" name="what" value="day" checked /> What changed in the last 24 hours</label
        >
        <label class="check"><input type="radio" name="what" value="week" /> What changed in the last 7 days</label>
        <label class="check"><input type="radio" name="what" value="full" /> Everything</label>
      </fieldset>`,
  });

const BODIES = {day: {hours: 24}, week: {hours: 168}, full: {full: true}};

export function reconciliation({draw, signal}) {
  let shop = null;
  let job = null;
  let problem = null;

  async function begin(chosen) {
    const answer = await question(chosen);
    if (!answer) {
      return;
    }
    shop = chosen;
    job = null;
    problem = null;
    draw();
    try {
      const {jobId} = await post(shopPath(shop, 'reconcile'), BODIES[answer.get('what')]);
      announce(`Reconciliation of ${shop} was asked for`);
      await follow(jobId);
    } catch (e) {
      problem = e;
    }
    draw();
  }

  async function follow(jobId) {
    do {
      // The topic is read behind the answer that named the job.
      job = await get(shopPath(shop, 'jobs', jobId), signal).catch(e => (e.status === 404 ? job : Promise.reject(e)));
      draw();
      await pause(EVERY_MILLIS, signal);
    } while (!signal.aborted && !ENDED.includes(job?.state));
    if (!signal.aborted) {
      announce(`Reconciliation of ${shop}: ${job.state}`);
    }
  }

  const view = () =>
    shop === null
      ? nothing
      : html`<section class="card" aria-labelledby="reconciling">
          <div class="card-head">
            <h2 id="reconciling">Reconciliation of ${shop}</h2>
            <a href=${link('jobs')}>All jobs</a>
          </div>
          ${
            problem
              ? failed(problem)
              : html`${badge(job?.state ?? 'requested')}
                ${progress(`Reconciliation of ${shop}`, job?.done ?? 0, job?.total ?? (job?.state === 'done' ? job.done : null))}
                ${job?.message ? html`<p class="sub">${job.message}</p>` : nothing}`
          }
        </section>`;

  return {begin, view};
}
