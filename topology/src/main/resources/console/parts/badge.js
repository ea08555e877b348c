/** A state in a word, with a colour that says how good it is; the word alone says it too. */

import {html} from '../lit/lit-html.js';
import {words} from '../lib/format.js';

const TONES = {
  good: ['in_sync', 'ok', 'done', 'applied', 'redriven', 'ready', 'live', 'connected'],
  busy: [
    'syncing',
    'running',
    'requested',
    'connecting',
    'throttled',
    'redrivable',
    'waiting',
    'already_redriven',
    'no_stock_meaning',
  ],
  bad: [
    'drift',
    'breaker_open',
    'suspended',
    'failed',
    'abandoned',
    'refused',
    'rejected',
    'dead_letter',
    'gone',
    'not_redrivable',
    'not_ready',
    'not_connected',
    'stale',
  ],
};

const toneOf = state => Object.keys(TONES).find(tone => TONES[tone].includes(state)) ?? 'plain';

export const badge = (state, text = words(state)) => html`<span class="badge ${toneOf(state)}">${text}</span>`;
