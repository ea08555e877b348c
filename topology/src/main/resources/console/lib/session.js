/** Whoever is logged in. The token lives as long as the tab does, and goes nowhere but into the header. */

const KEY = 'stocktide.token';
const ROLES = ['read', 'write', 'operate'];

let who = null;

export const token = () => sessionStorage.getItem(KEY);

/** @returns {{name: string, role: string, shops: string[]}} what /v1/whoami has said; null where nobody is logged in */
export const whoami = () => who;

export function enter(presented, identity) {
  sessionStorage.setItem(KEY, presented);
  who = identity;
}

export function leave() {
  sessionStorage.removeItem(KEY);
  who = null;
}

export const may = role => who !== null && ROLES.indexOf(who.role) >= ROLES.indexOf(role);

export const opensAllShops = () => who !== null && who.shops.includes('*');
