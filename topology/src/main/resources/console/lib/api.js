/** Requests to the REST API, with the token of the session. */

import {pause} from './pause.js';
import {Problem, otherShop, problemOf} from './problem.js';
import * as session from './session.js';

const WHOAMI = '/v1/whoami';
const AGAIN_AFTER_MILLIS = 500;
let onRefused = () => {};

/** @param listener called once the token itself is no longer accepted */
export function whenRefused(listener) {
  onRefused = listener;
}

/** The response of a request that was let in; throws a Problem otherwise. */
export async function request(path, options = {}) {
  const presented = options.token ?? session.token();
  const response = await sendAgain(path, presented, options);
  if (response.ok) {
    return response;
  }
  throw response.status === 401 && path !== WHOAMI ? await refused(path, presented) : await problemOf(response);
}

/** What only reads is tried once more where the network failed: it often has just changed. */
async function sendAgain(path, presented, options) {
  try {
    return await send(path, presented, options);
  } catch (e) {
    if (e.status !== 0 || options.method !== undefined) {
      throw e;
    }
    await pause(AGAIN_AFTER_MILLIS, options.signal);
    return send(path, presented, options);
  }
}

async function send(path, presented, {method = 'GET', body, headers = {}, signal}) {
  const json = body === undefined ? {} : {'Content-Type': 'application/json'};
  try {
    return await fetch(path, {
      method,
      signal,
      cache: 'no-store',
      credentials: 'omit',
      headers: {Authorization: `Bearer ${presented}`, ...json, ...headers},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Problem(0);
  }
}

/** A shop answers 401 whether it is not there or not the token's: only whoami tells whether the token itself is bad. */
async function refused(path, presented) {
  const who = await send(WHOAMI, presented, {});
  if (who.status === 401) {
    onRefused();
    return new Problem(401);
  }
  return otherShop(path);
}

export const get = (path, signal) => request(path, {signal}).then(response => response.json());

export const post = (path, body, signal) =>
  request(path, {method: 'POST', body: body ?? {}, signal}).then(response => response.json());

/** @returns who the token is of; throws a Problem of 401 where it is of nobody */
export const identify = presented => request(WHOAMI, {token: presented}).then(response => response.json());

export const shopPath = (shop, ...rest) => ['/v1/shops', encodeURIComponent(shop), ...rest].join('/');

/** A path with those parameters that have a value. */
export function withQuery(path, parameters) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return query.size ? `${path}?${query}` : path;
}
