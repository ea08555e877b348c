/** Between light and dark. What is chosen stays; until then the system's scheme counts. */

import {html} from '../lit/lit-html.js';
import {icon} from './icons.js';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : systemIsDark.matches;
};

function toggle(event) {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('stocktide.theme', theme);
  event.currentTarget.setAttribute('aria-pressed', String(theme === 'dark'));
}

export const themeToggle = () =>
  html`<button
    class="button quiet theme"
    aria-label="Dark colours"
    title="Dark colours"
    aria-pressed=${isDark()}
    @click=${toggle}
  >
    <span class="when-light">${icon('moon')}</span><span class="when-dark">${icon('sun')}</span>
  </button>`;
