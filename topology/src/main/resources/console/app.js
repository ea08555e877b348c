/** Where it all begins: who is logged in, which page is open, and drawing it when something has changed. */

import {render} from './lit/lit-html.js';
import {identify, whenRefused} from './lib/api.js';
import {route} from './lib/router.js';
import * as session from './lib/session.js';
import {login} from './pages/login.js';
import {pages} from './pages/index.js';
import {shell} from './parts/shell.js';
import {announce} from './parts/announce.js';

/** Relative times grow old. */
const REDRAW_MILLIS = 10000;

const root = document.getElementById('app');
let current = null;
let drawn = false;

/** Draws soon, once for all that has changed by then. */
function draw() {
  if (!drawn) {
    drawn = true;
    requestAnimationFrame(() => {
      drawn = false;
      render(current.framed ? shell(current, logOut) : current.view(), root);
      document.title = `${current.title()} · Stocktide`;
    });
  }
}

function open(page, address, framed) {
  current?.leaving.abort();
  const leaving = new AbortController();
  const opened = page.open({route: address, draw, signal: leaving.signal});
  const moved = current?.path !== address.path || current?.framed !== framed;
  const first = current === null;
  current = {
    ...opened,
    title: opened.title ?? (() => page.title),
    name: address.name,
    path: address.path,
    leaving,
    framed,
  };
  draw();
  if (moved && !first) {
    requestAnimationFrame(() => {
      scrollTo(0, 0);
      document.querySelector('h1')?.focus({preventScroll: true});
    });
  }
}

function navigate() {
  const address = route();
  if (session.whoami() === null) {
    return askForToken();
  }
  open(pages[address.name] ?? pages.missing, address, true);
}

function askForToken(reason) {
  const page = {title: 'Log in', open: context => login(context, {reason, onEntered: navigate})};
  open(page, {name: 'login', path: 'login'}, false);
}

function logOut(reason) {
  session.leave();
  askForToken(reason);
  announce(reason ?? 'Logged out');
}

async function start() {
  whenRefused(() =>
    logOut('Your token is no longer accepted: it was revoked or has changed. Log in with a valid one.'),
  );
  if (session.token()) {
    try {
      session.enter(session.token(), await identify(session.token()));
    } catch (problem) {
      return askForToken(problem.status === 401 ? undefined : `${problem.title}. ${problem.message}`);
    }
  }
  navigate();
}

addEventListener('hashchange', navigate);
setInterval(() => current && draw(), REDRAW_MILLIS);
start();
