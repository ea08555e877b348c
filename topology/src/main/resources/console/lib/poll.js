/** Asks again and again while a page is open. */

import {pause} from './pause.js';

/**
 * @param ask asks once; whatever it throws is its own to show
 * @param signal ends it
 */
export async function poll(ask, everyMillis, signal) {
  while (!signal.aborted) {
    if (!document.hidden) {
      await ask();
    }
    await pause(everyMillis, signal);
  }
}
