/** Which shop a page is about. */

import {html, nothing} from '../lit/lit-html.js';
import {get, withQuery} from '../lib/api.js';
import * as session from '../lib/session.js';

const MOST = 200;
let last = null;
let known = null;

/** The shop that was looked at last, or the only one that the token opens; null where there is neither. */
export function lastShop() {
  const mine = session.opensAllShops() ? null : session.whoami().shops;
  return last !== null && (mine?.includes(last) ?? true) ? last : mine?.length === 1 ? mine[0] : null;
}

/** @returns the domains of the shops that the token opens, 200 at most */
export async function shopsOfToken() {
  const who = session.whoami();
  if (known?.who !== who) {
    const domains = session.opensAllShops()
      ? (await get(withQuery('/v1/shops', {limit: MOST}))).shops.map(each => each.shop)
      : who.shops;
    known = {who, domains};
  }
  return known.domains;
}

/** The shop of an address, remembered; where it names none, the last or the first that there is. */
export async function shopOf(route) {
  last = route.parts[0] || lastShop() || (await shopsOfToken())[0] || null;
  return last;
}

/** A field of the name shop, which offers the shops and takes any other too. */
export const shopField = (domains, shop, onChange) =>
  html`<div class="field">
    <label for="shop">Shop</label>
    ${
      domains.length < MOST && (!shop || domains.includes(shop))
        ? html`<select id="shop" name="shop" @change=${onChange ?? nothing}>
            ${domains.map(each => html` <option value=${each} ?selected=${each === shop}>${each}</option>`)}
          </select>`
        : html`<input
              id="shop"
              name="shop"
              list="shops"
              .value=${shop ?? ''}
              required
              autocomplete="off"
              spellcheck="false"
            />
            <datalist id="shops">${domains.map(each => html`<option value=${each}></option>`)}</datalist>`
    }
  </div>`;
