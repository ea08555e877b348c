/** Redriving all dead letters of a filter, some at a time, with an outcome for each. */

import {html, nothing} from '../lit/lit-html.js';
import {get, post, shopPath, withQuery} from '../lib/api.js';
import {pause} from '../lib/pause.js';
import {count, words, NONE} from '../lib/format.js';
import {Problem} from '../lib/problem.js';
import {link} from '../lib/router.js';
import {announce} from './announce.js';
import {badge} from './badge.js';
import {confirm} from './confirm.js';
import {apiFilter, filterInWords} from './letter-filter.js';
import {failed} from './notice.js';
import {progress} from './progress.js';
import {table} from './table.js';

const A_CALL = 25;
const COUNTED_AT_MOST = 10000;
const SHOWN_AT_MOST = 500;

/**
 * How many the filter lets through, counted up to a bound, and a time after the last of them. What is redriven and dies
 * again is a new letter: without that time there would be no end.
 */
async function survey(shop, filter, signal) {
  let letters = 0;
  let newest = 0;
  let cursor = null;
  do {
    const page = await get(withQuery(shopPath(shop, 'dead-letters'), {...filter, cursor, limit: 500}), signal);
    letters += page.letters.length;
    newest = page.letters.reduce((latest, letter) => Math.max(latest, Date.parse(letter.diedAt)), newest);
    cursor = page.nextCursor;
  } while (cursor && letters < COUNTED_AT_MOST);
  return {letters, until: new Date(newest + 1).toISOString()};
}

const question = (filter, letters) =>
  confirm({
    title: `Redrive ${count(letters)} dead ${letters === 1 ? 'letter' : 'letters'}?`,
    action: 'Redrive them',
    content: html`<p>
        All ${filterInWords(filter)}, oldest first. Each is written to its topic once more and counts, once.
      </p>
      <label class="check"><input type="checkbox" name="again" /> Also those that have been redriven already</label>`,
  });

/** One call; waits and tries again where the server asks for that. */
async function call(shop, body, signal) {
  for (let tries = 0; ; tries++) {
    try {
      return await post(shopPath(shop, 'dead-letters', 'redrive'), body, signal);
    } catch (e) {
      if (!(e instanceof Problem) || !e.retryAfterSeconds || tries === 5) {
        throw e;
      }
      await pause(e.retryAfterSeconds * 1000, signal);
    }
  }
}

const COLUMNS = shop => [
  {label: 'Letter', head: true, cell: row => html`<a href=${link('dead-letters', [shop, row.id])}>${row.id}</a>`},
  {label: 'Outcome', cell: row => badge(row.outcome)},
  {label: 'Written to', cell: row => (row.toTopic ? `${row.toTopic} ${row.toPartition}–${row.toOffset}` : NONE)},
  {label: 'Remark', cell: row => row.message ?? NONE},
];

const tally = results =>
  Object.entries(Object.groupBy(results, row => row.outcome))
    .map(([outcome, rows]) => `${count(rows.length)} ${words(outcome).toLowerCase()}`)
    .join(', ') || 'none';

export function redriveMany({draw, signal, onEnd}) {
  let run = null;

  async function begin(shop, filter) {
    try {
      const {letters, until} = await survey(shop, apiFilter(filter), signal);
      const answer = await question(filter, letters);
      if (answer) {
        run = {shop, total: letters, results: [], done: false, problem: null};
        await redriveAll({...apiFilter(filter), until}, answer.has('again'));
      }
    } catch (e) {
      run = {...(run ?? {shop, total: 0, results: []}), done: true, problem: e};
    }
    draw();
  }

  async function redriveAll(filter, again) {
    const body = {limit: A_CALL, again};
    Object.entries(filter)
      .filter(([, value]) => value)
      .forEach(([name, value]) => {
        body[name] = value;
      });
    do {
      draw();
      const {results, nextCursor, jobId} = await call(run.shop, body, signal);
      run.results.push(...results);
      Object.assign(body, {cursor: nextCursor, jobId});
    } while (body.cursor && !signal.aborted);
    run.done = true;
    announce(`Redrive ended: ${tally(run.results)}`);
    onEnd();
  }

  const view = () =>
    run === null
      ? nothing
      : html`<section class="card" aria-labelledby="redrive">
          <div class="card-head">
            <h2 id="redrive">${run.done ? 'Redrive ended' : 'Redriving…'}</h2>
            <button
              class="button quiet"
              ?disabled=${!run.done}
              @click=${() => {
                run = null;
                draw();
              }}
            >
              Close
            </button>
          </div>
          ${progress('Redrive', run.results.length, Math.max(run.total, run.results.length))}
          <p class="sub">${tally(run.results)}</p>
          ${run.problem ? failed(run.problem) : nothing}
          ${
            run.results.length
              ? html`<div class="bounded" tabindex="0" role="region" aria-label="Outcomes">
                  ${table({
                    caption: html`<span class="visually-hidden">Outcome of each dead letter</span>`,
                    columns: COLUMNS(run.shop),
                    rows: run.results.slice(-SHOWN_AT_MOST),
                  })}
                </div>`
              : nothing
          }
        </section>`;

  return {begin, view, running: () => run !== null && !run.done};
}
