/** The steps of a trace, with the times between them. */

import {html, nothing} from '../lit/lit-html.js';
import {count, durationText, dateAndTime, preciseTime} from '../lib/format.js';
import {describe} from './trace-steps.js';

const place = ({topic, partition, offset}) =>
  html`<span class="mono sub">${topic}, partition ${partition}, offset ${count(offset)}</span>`;

function step(shop, each, before) {
  const {title, tone, content} = describe(shop, each);
  const gap = before ? Date.parse(each.at) - Date.parse(before.at) : null;
  return html`<li class="step ${tone}">
    <p class="step-time">
      <time datetime=${each.at} title=${dateAndTime(each.at)}>${preciseTime(each.at)}</time>
      ${gap === null ? nothing : html`<span class="gap">${gap < 0 ? '−' : '+'}${durationText(Math.abs(gap))}</span>`}
    </p>
    <div class="step-body">
      <h3>${title}</h3>
      ${content} ${each.place ? place(each.place) : nothing}
    </div>
  </li>`;
}

export const timeline = (shop, steps) =>
  html`<ol class="timeline">
    ${steps.map((each, i) => step(shop, each, steps[i - 1]))}
  </ol>`;
