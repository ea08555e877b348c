// Stands in for Shopify's API: answers a mutation after LATENCY_MS, once for each idempotency key, and says what came.
import {setTimeout as elapsed} from 'node:timers/promises';
import Fastify from 'fastify';
import {count, onStop} from './settings.mjs';

const latencyMillis = count('LATENCY_MS', '50');
const MAX_KEYS = 1_000_000;

const keys = new Set();
const figures = {mutations: 0, repeats: 0, units: 0};

const app = Fastify({logger: false});

app.post('/graphql', async (request, reply) => {
  const {input, key} = request.body?.variables ?? {};
  if (!key || !Array.isArray(input?.changes)) {
    return reply.code(400).send();
  }
  await elapsed(latencyMillis);
  apply(key, input.changes);
  const group = {createdAt: new Date().toISOString()};
  return {data: {inventoryAdjustQuantities: {inventoryAdjustmentGroup: group, userErrors: []}}};
});

/** Mutations applied, those that were repeats of a key, and the units taken off by the former. */
app.get('/figures', () => figures);
app.get('/healthz', () => 'ok');

function apply(key, changes) {
  if (keys.has(key)) {
    figures.repeats++;
    return;
  }
  if (keys.size === MAX_KEYS) {
    keys.delete(keys.values().next().value); // the oldest
  }
  keys.add(key);
  figures.mutations++;
  figures.units -= changes.reduce((sum, change) => sum + change.delta, 0);
}

onStop(() => app.close());
await app.listen({host: '127.0.0.1', port: count('PORT')});
console.log('ready');
