/** What is around every page: skip link, banner, navigation, account. */

import {html, nothing} from '../lit/lit-html.js';
import {link} from '../lib/router.js';
import * as session from '../lib/session.js';
import {lastShop} from './shop-choice.js';
import {icon, logo} from './icons.js';
import {themeToggle} from './theme-toggle.js';

const PLACES = [
  ['overview', 'Overview'],
  ['shops', 'Shops'],
  ['stock', 'Stock'],
  ['trace', 'Trace'],
  ['dead-letters', 'Dead letters'],
  ['jobs', 'Jobs'],
];
const OF_ONE_SHOP = ['stock', 'trace', 'dead-letters'];

function skip(event) {
  event.preventDefault();
  document.querySelector('h1')?.focus();
}

function place([name, label], open) {
  const shop = lastShop();
  const to = link(name, OF_ONE_SHOP.includes(name) && shop ? [shop] : []);
  return html`<li>
    <a href=${to} aria-current=${open === name ? 'page' : nothing}>${icon(name)}<span>${label}</span></a>
  </li>`;
}

function account(logOut) {
  const {name, role} = session.whoami();
  return html`<div class="account">
    <p class="who"><span class="who-name">${name}</span> <span class="badge">${role}</span></p>
    ${themeToggle()}
    <button class="button quiet" @click=${() => logOut()}>${icon('leave')}<span>Log out</span></button>
  </div>`;
}

export const shell = (page, logOut) =>
  html` <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="banner">
      <a class="brand" href=${link('overview')}>${logo()} Stocktide</a>
      ${account(logOut)}
    </header>
    <nav class="places" aria-label="Pages">
      <ul>
        ${PLACES.map(each => place(each, page.name))}
      </ul>
    </nav>
    <main id="main">${page.view()}</main>`;
