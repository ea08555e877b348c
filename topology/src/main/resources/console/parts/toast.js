/** What came of an action, for as long as it takes to read; said aloud by whoever calls this. */

import {html, render} from '../lit/lit-html.js';

const SHOWN_MILLIS = 8000;

/** @param tone good or bad */
export function toast(text, tone) {
  document.querySelector('.toast')?.remove();
  const box = document.createElement('div');
  box.className = `toast ${tone}`;
  const remove = () => box.remove();
  render(
    html`<p>${text}</p>
      <button class="button quiet" @click=${remove}>Dismiss</button>`,
    box,
  );
  document.body.append(box);
  setTimeout(remove, SHOWN_MILLIS);
}
