/** Server-sent events by fetch, since EventSource cannot send the token; reconnects, and goes on after the last id. */

import {request} from './api.js';
import {pause} from './pause.js';

const FIRST_DELAY_MILLIS = 1000;
const LONGEST_DELAY_MILLIS = 30000;
/** A server that lives sends heartbeats far more often. */
const SILENT_AT_MOST_MILLIS = 60000;

/**
 * Follows a stream until the signal aborts.
 *
 * @param onEvent called with (name, data), the data parsed
 * @param onState called with 'connecting', 'live' or 'waiting'
 */
export async function follow(path, {signal, onEvent, onState}) {
  const place = {lastId: null, retryMillis: FIRST_DELAY_MILLIS};
  let failures = 0;
  while (!signal.aborted) {
    onState('connecting');
    try {
      const headers = place.lastId === null ? {} : {'Last-Event-ID': place.lastId};
      const silence = new AbortController();
      const response = await request(path, {signal: AbortSignal.any([signal, silence.signal]), headers});
      onState('live');
      failures = 0;
      await read(response, place, onEvent, silence);
    } catch (e) {
      if (signal.aborted || (e.status && !e.passing)) {
        break;
      }
      failures++;
      place.retryAfterMillis = (e.retryAfterSeconds ?? 0) * 1000;
    }
    onState('waiting');
    await pause(delay(failures, place), signal);
  }
}

function delay(failures, place) {
  const growing = Math.min(place.retryMillis * 2 ** Math.max(0, failures - 1), LONGEST_DELAY_MILLIS);
  return Math.max(growing * (0.8 + Math.random() * 0.4), place.retryAfterMillis ?? 0);
}

async function read(response, place, onEvent, silence) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  for (;;) {
    const timer = setTimeout(() => silence.abort(), SILENT_AT_MOST_MILLIS);
    const {value, done} = await reader.read().finally(() => clearTimeout(timer));
    if (done) {
      return;
    }
    const frames = (waiting + value).split(/\r?\n\r?\n/);
    waiting = frames.pop();
    frames.forEach(frame => take(frame, place, onEvent));
  }
}

function take(frame, place, onEvent) {
  let name = 'message';
  const data = [];
  for (const line of frame.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'id') {
      place.lastId = value;
    } else if (field === 'event') {
      name = value;
    } else if (field === 'data') {
      data.push(value);
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      place.retryMillis = Number(value);
    }
  }
  if (data.length) {
    onEvent(name, JSON.parse(data.join('\n')));
  }
}
