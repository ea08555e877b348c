import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {SECRET, freePort, order, started, stopped, webhook} from '../testing.mjs';

const here = import.meta.dirname;
const shop = 'one.myshopify.com';
const latencyMillis = 50;
let server, api, base, apiBase;

before(async () => {
  const [port, apiPort] = [await freePort(), await freePort()];
  [base, apiBase] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${apiPort}`];
  api = await started(
    'ready',
    {PORT: String(apiPort), LATENCY_MS: String(latencyMillis)},
    'node',
    join(here, 'api.mjs'),
  );
  const env = {PORT: String(port), WEBHOOK_SECRET: SECRET, API_URL: `${apiBase}/graphql`};
  server = await started('ready', env, 'node', join(here, 'server.mjs'));
});

after(() => Promise.all([server, api].filter(child => child.exitCode === null).map(stopped)));

test('an order is told once the API has applied it, and a repeat changes nothing', async () => {
  const startedAt = performance.now();
  assert.equal(await webhook(base, 'webhook-1', shop, order(1, 7, 3)), 200);
  assert.ok(performance.now() - startedAt >= latencyMillis - 1);
  assert.equal(await webhook(base, 'webhook-1', shop, order(1, 7, 3)), 200);
  assert.equal(await webhook(base, 'webhook-2', shop, order(2, 8, 2)), 200);
  const figures = await (await fetch(`${apiBase}/figures`)).json();
  assert.deepEqual(figures, {mutations: 2, repeats: 1, units: 5});
});

test('what is not signed is refused', async () => {
  assert.equal(await webhook(base, 'forged', shop, order(1, 1, 1), 'guessed'), 401);
});

test('while the API is away Shopify is asked to send again', async () => {
  assert.equal(await stopped(api), 0);
  assert.equal(await webhook(base, 'webhook-3', shop, order(3, 7, 1)), 503);
  assert.equal(await stopped(server), 0);
});
