import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Queue} from 'bullmq';
import {Redis} from 'ioredis';
import {SECRET, freePort, order, post, started, stopped, until, webhook} from '../testing.mjs';

const here = import.meta.dirname;
const shops = ['one.myshopify.com', 'two.myshopify.com'];
const children = [];
let dir, base, redis, env;

before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bullmq-peer-'));
  const [redisPort, port] = [await freePort(), await freePort()];
  const conf = join(here, '../redis.conf');
  const redisServer = ['redis-server', conf, '--port', String(redisPort), '--dir', dir];
  children.push(await started('Ready to accept connections', {}, ...redisServer));
  env = {
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PORT: String(port),
    WEBHOOK_SECRET: SECRET,
    TOKEN: 'token',
    ANNOUNCE: '1',
  };
  base = `http://127.0.0.1:${port}`;
  redis = new Redis(env.REDIS_URL, {maxRetriesPerRequest: null});
  children.unshift(await started('ready', env, 'node', join(here, 'server.mjs')));
  children.unshift(await started('ready', env, 'node', join(here, 'worker.mjs')));
});

after(async () => {
  await redis?.quit();
  for (const child of children) {
    await stopped(child);
  }
  rmSync(dir, {recursive: true});
});

test('each order is taken off once, however often its webhook comes, and is announced once', async () => {
  const announced = [];
  const listener = new Redis(env.REDIS_URL);
  await listener.subscribe('bench:done');
  listener.on('message', (channel, id) => announced.push(id));
  const sold = {};
  for (let i = 0; i < 300; i++) {
    const [shop, variant, quantity] = [shops[i % 2], (i * 7) % 11, 1 + (i % 3)];
    for (let times = i % 5 === 0 ? 2 : 1; times > 0; times--) {
      assert.equal(await webhook(base, `webhook-${i}`, shop, order(i, 1 + variant, quantity)), 200);
    }
    sold[`stock:${shop}:${1 + variant}`] = (sold[`stock:${shop}:${1 + variant}`] ?? 0) + quantity;
  }
  await until(() => announced.length >= 300);
  await listener.quit();
  assert.equal(new Set(announced).size, announced.length);
  for (const [key, units] of Object.entries(sold)) {
    assert.equal(Number(await redis.get(key)), -units, key);
  }
});

test('a sale is taken off once and becomes one mutation', async () => {
  const lines = [{inventoryItemId: '11', locationId: '22', quantity: 2}];
  const sale = {idempotencyKey: 'sale-1', type: 'sale', occurredAt: '2026-11-20T10:00:00Z', lines};
  const headers = {Authorization: 'Bearer token'};
  const byPath = `${base}/v1/shops/${shops[0]}/channel-events`;
  assert.equal(await post(byPath, headers, JSON.stringify(sale)), 202);
  const byHeader = {...headers, 'X-Stocktide-Shop': shops[0]};
  assert.equal(await post(`${base}/events`, byHeader, JSON.stringify(sale)), 202);
  const mutations = new Queue('webhooks-mutations', {connection: redis});
  await until(async () => (await mutations.getJobCounts()).waiting === 1);
  const [{data}] = await mutations.getWaiting();
  assert.equal(data.variables.key, 'sale-1');
  assert.deepEqual(data.variables.input.changes, [
    {
      inventoryItemId: 'gid://shopify/InventoryItem/11',
      locationId: 'gid://shopify/Location/22',
      delta: -2,
      changeFromQuantity: null,
    },
  ]);
  assert.equal(await redis.get(`stock:${shops[0]}:item:11`), '-2');
});

test('what is not signed, not let in or not named is refused', async () => {
  assert.equal(await webhook(base, 'forged', shops[0], order(1, 1, 1), 'guessed'), 401);
  assert.equal(await post(`${base}/webhooks`, {}, '{}'), 401);
  assert.equal(await webhook(base, 'with:colon', shops[0], order(1, 1, 1)), 400);
  assert.equal(await post(`${base}/events`, {Authorization: 'Bearer other'}, '{}'), 401);
  assert.equal(await post(`${base}/events`, {Authorization: 'Bearer token'}, '{}'), 400);
});

test('server and worker stop cleanly', async () => {
  for (const child of children.splice(0, 2)) {
    assert.equal(await stopped(child), 0);
  }
});
