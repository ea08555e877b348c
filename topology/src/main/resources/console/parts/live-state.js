/** Whether what is shown follows what happens. */

import {html} from '../lit/lit-html.js';

const TEXT = {live: 'Live', connecting: 'Connecting', waiting: 'Reconnecting'};

export const liveState = state =>
  html`<span class="live ${state}"><span class="dot" aria-hidden="true"></span>${TEXT[state]}</span>`;
