/** What operators have asked for, and how far it is. */

import {html, nothing} from '../lit/lit-html.js';
import {get, withQuery} from '../lib/api.js';
import {NONE, words} from '../lib/format.js';
import {poll} from '../lib/poll.js';
import {go, link} from '../lib/router.js';
import {badge} from '../parts/badge.js';
import {heading} from '../parts/heading.js';
import {held} from '../parts/held.js';
import {moment} from '../parts/moment.js';
import {empty} from '../parts/notice.js';
import {progress} from '../parts/progress.js';
import {table} from '../parts/table.js';

const EVERY_MILLIS = 2000;
const STATES = ['requested', 'running', 'done', 'failed'];
const KINDS = {reconcile: 'Reconcile', redrive: 'Redrive', connect: 'Connect', replay: 'Replay'};

const COLUMNS = [
  {
    label: 'Job',
    head: true,
    cell: job => html`${KINDS[job.kind] ?? job.kind}<span class="sub mono">${job.jobId}</span>`,
  },
  {
    label: 'Shop',
    cell: job => (job.shop ? html`<a class="domain" href=${link('stock', [job.shop])}>${job.shop}</a>` : 'All shops'),
  },
  {label: 'State', cell: job => badge(job.state)},
  {
    label: 'Progress',
    cell: job =>
      progress(`${KINDS[job.kind]} ${job.jobId}`, job.done, job.total ?? (job.state === 'done' ? job.done : null)),
  },
  {label: 'By', cell: job => job.by ?? NONE},
  {label: 'Asked for', cell: job => moment(job.requestedAt)},
  {label: 'Last told', cell: job => moment(job.updatedAt)},
  {label: 'Remark', cell: job => job.message ?? NONE},
];

function open({route, draw, signal}) {
  const state = route.query.get('state') ?? '';
  const jobs = held(draw, () => get(withQuery('/v1/jobs', {state, limit: 100}), signal), 'jobs', 6);
  poll(jobs.load, EVERY_MILLIS, signal);

  const list = ({jobs: rows}) =>
    rows.length
      ? html`<section class="card flush">${table({caption: 'Jobs, newest first', columns: COLUMNS, rows})}</section>`
      : empty(
          state ? `No job is ${state}` : 'No jobs',
          state
            ? html`<a href=${link('jobs')}>Show all jobs</a>`
            : 'Reconciling a shop, redriving by filter, connecting and replaying show up here.',
        );

  return {
    view: () =>
      html`${heading('Jobs', 'Connecting, reconciling, replaying and redriving.')}
        <form class="filters" role="search" @submit=${event => event.preventDefault()}>
          <div class="field">
            <label for="state">State</label>
            <select id="state" name="state" @change=${event => go(link('jobs', [], {state: event.target.value}))}>
              <option value="">Any</option>
              ${STATES.map(each => html`<option value=${each} ?selected=${each === state}>${words(each)}</option>`)}
            </select>
          </div>
          ${jobs.value?.jobs.some(job => job.state === 'running') ? html`<p class="sub">Followed every ${EVERY_MILLIS / 1000} s</p>` : nothing}
        </form>
        ${jobs.view(list)}`,
  };
}

export const jobs = {title: 'Jobs', open};
