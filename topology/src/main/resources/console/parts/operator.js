/** A button for what needs the role operate; whoever lacks it sees why it does nothing. */

import {html, nothing} from '../lit/lit-html.js';
import * as session from '../lib/session.js';

const WHY_NOT = 'This needs a token with the role operate.';

export const operatorButton = (label, act, {busy = false, primary = false, about = ''} = {}) => {
  const allowed = session.may('operate');
  // Not the attribute disabled: it would take the reason away from the keyboard.
  return html`<button
    type="button"
    class="button ${primary ? 'primary' : ''}"
    aria-disabled=${allowed && !busy ? nothing : 'true'}
    title=${allowed ? nothing : WHY_NOT}
    aria-label=${about ? `${label} ${about}${allowed ? '' : `. ${WHY_NOT}`}` : nothing}
    @click=${allowed && !busy ? act : null}
  >
    ${label}
  </button>`;
};

/** For beside a group of such buttons. */
export const whyNot = () =>
  session.may('operate')
    ? nothing
    : html`<p class="hint">Your token has the role ${session.whoami().role}. ${WHY_NOT}</p>`;
