/** Which page an address opens. */

import {html} from '../lit/lit-html.js';
import {link} from '../lib/router.js';
import {empty} from '../parts/notice.js';
import {heading} from '../parts/heading.js';
import {deadLetters} from './dead-letters.js';
import {jobs} from './jobs.js';
import {overview} from './overview.js';
import {shops} from './shops.js';
import {stock} from './stock.js';
import {trace} from './trace.js';

const missing = {
  title: 'No such page',
  open: () => ({
    view: () =>
      html`${heading('No such page')}
      ${empty('There is nothing at this address', html`<a class="button" href=${link('overview')}>Go to the overview</a>`)}`,
  }),
};

export const pages = {overview, shops, stock, trace, 'dead-letters': deadLetters, jobs, missing};
