/** A time: how long ago, with the time itself beside it or in the tool tip. */

import {html} from '../lit/lit-html.js';
import {NONE, ago, dateAndTime, timeOfDay} from '../lib/format.js';

const sameDay = iso => new Date(iso).toDateString() === new Date().toDateString();

/** Both, one under the other. */
export const moment = iso =>
  iso
    ? html`<time class="moment" datetime=${iso} title=${iso}>
        <span class="moment-at">${sameDay(iso) ? timeOfDay(iso) : dateAndTime(iso)}</span>
        <span class="moment-ago">${ago(iso)}</span>
      </time>`
    : NONE;

/** How long ago alone. */
export const since = iso => (iso ? html`<time datetime=${iso} title=${dateAndTime(iso)}>${ago(iso)}</time>` : NONE);
