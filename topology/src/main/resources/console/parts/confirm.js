/** Asks before anything is done. */

import {html, render} from '../lit/lit-html.js';

/**
 * Opens a dialog; the focus goes back to where it was.
 *
 * @param content what will happen; may hold fields
 * @returns the fields as FormData where it was confirmed, else null
 */
export function confirm({title, content, action}) {
  const opener = document.activeElement;
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  render(
    html`<form
      class="confirm"
      @submit=${event => {
        event.preventDefault();
        dialog.close('yes');
      }}
    >
      <h2 id="confirm-title">${title}</h2>
      <div class="confirm-content">${content}</div>
      <div class="confirm-buttons">
        <button type="button" class="button" @click=${() => dialog.close()}>Cancel</button>
        <button class="button primary" autofocus>${action}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      const answer = dialog.returnValue === 'yes' ? new FormData(dialog.querySelector('form')) : null;
      dialog.remove();
      opener?.focus();
      resolve(answer);
    });
  });
}
