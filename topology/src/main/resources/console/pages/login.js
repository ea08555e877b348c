/** The way in: a token, which the page asks the server about before it lets anybody on. */

import {html, nothing} from '../lit/lit-html.js';
import {identify} from '../lib/api.js';
import * as session from '../lib/session.js';
import {logo} from '../parts/icons.js';
import {announce} from '../parts/announce.js';

const REFUSED = 'This token is not known here. Check that it was pasted whole, and that it has not been revoked.';

export function login({draw}, {reason, onEntered}) {
  let fault = reason;
  let busy = false;

  async function submit(event) {
    event.preventDefault();
    const field = event.target.elements.token;
    const presented = field.value.trim();
    if (!presented) {
      return refuse('Paste a token first.', field);
    }
    busy = true;
    draw();
    try {
      session.enter(presented, await identify(presented));
      onEntered();
    } catch (problem) {
      refuse(problem.status === 401 ? REFUSED : `${problem.title}. ${problem.message}`, field);
    }
  }

  function refuse(text, field) {
    fault = text;
    busy = false;
    draw();
    announce(text);
    field.focus();
  }

  const view = () =>
    html`<main class="login" id="main">
      <form class="card login-card" @submit=${submit} novalidate>
        <p class="brand">${logo()} Stocktide</p>
        <h1 tabindex="-1">Log in to the console</h1>
        <label for="token">API token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="off"
          spellcheck="false"
          autofocus
          aria-describedby="token-help ${fault ? 'token-fault' : ''}"
          aria-invalid=${fault ? 'true' : 'false'}
        />
        ${fault ? html`<p class="fault" id="token-fault">${fault}</p>` : nothing}
        <button class="button primary" ?disabled=${busy}>${busy ? 'Checking…' : 'Log in'}</button>
        <p class="hint" id="token-help">
          Tokens are made with <code>stocktide tokens create</code>. Yours is kept in this tab alone, and is gone when
          you close it. Looking needs the role read; redriving and reconciling need operate.
        </p>
      </form>
    </main>`;
  return {view};
}
