/** What a page has asked for: on its way, there, or refused; shown as such. */

import {html, nothing} from '../lit/lit-html.js';
import {failed, loading} from './notice.js';
import {Problem} from '../lib/problem.js';

/**
 * @param ask gives the value
 * @param what names it while it loads
 */
export function held(draw, ask, what, rows) {
  const self = {
    value: null,
    problem: null,
    async load() {
      try {
        self.value = await ask();
        self.problem = null;
      } catch (e) {
        if (e instanceof Problem) {
          self.problem = e;
        } else if (e.name !== 'AbortError') {
          throw e;
        }
      }
      draw();
    },
    /** An old value stays in sight beside what went wrong with a newer one. */
    view(show) {
      const fault = self.problem ? failed(self.problem, self.load) : nothing;
      if (self.value === null) {
        return self.problem ? fault : loading(what, rows);
      }
      return html`${fault}${show(self.value)}`;
    },
  };
  return self;
}
