// Takes jobs from the queue and lowers the stock in Redis; a sale also becomes a mutation, queued for Shopify.
import {Queue, UnrecoverableError, Worker} from 'bullmq';
import {Redis} from 'ioredis';
import {count, jobOptions, onStop, queueName, redisUrl} from './settings.mjs';

const announces = process.env.ANNOUNCE === '1';

// As BullMQ advises for workers: they wait for as long as Redis is away.
const connection = new Redis(redisUrl, {maxRetriesPerRequest: null});
connection.on('error', error => console.error(`redis: ${error.message}`));
const mutations = new Queue(`${queueName}-mutations`, {connection, defaultJobOptions: jobOptions});
mutations.on('error', error => console.error(`queue: ${error.message}`));

const MUTATION = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { createdAt }
    userErrors { field code message }
  }
}`;

async function work(job) {
  const {shop, topic} = job.data;
  const body = parse(job.data.body);
  if (topic === 'sale') {
    await sell(shop, job.id, body);
  } else if (topic.startsWith('orders/')) {
    await order(shop, job.id, body);
  }
}

/** All lines or none, and with them the word that it is done. */
async function order(shop, id, {line_items: lines}) {
  if (!Array.isArray(lines)) {
    throw new UnrecoverableError('no line_items');
  }
  const stock = connection.multi();
  for (const line of lines) {
    // As Stocktide has it: a custom line has no variant, and of the others Shopify may keep no stock.
    if (line.variant_id && line.variant_inventory_management && !line.gift_card) {
      stock.decrby(`stock:${shop}:${line.variant_id}`, line.quantity);
    }
  }
  if (announces) {
    stock.publish('bench:done', id);
  }
  await executed(stock);
}

async function sell(shop, id, {lines}) {
  const stock = connection.multi();
  for (const line of lines) {
    stock.decrby(`stock:${shop}:item:${line.inventoryItemId}`, line.quantity);
  }
  await executed(stock);
  await mutations.add('mutation', {shop, ...mutation(id, lines)}, {jobId: id});
  if (announces) {
    await connection.publish('bench:done', id);
  }
}

/** What Shopify is to be sent. */
function mutation(id, lines) {
  const changes = lines.map(line => ({
    inventoryItemId: `gid://shopify/InventoryItem/${line.inventoryItemId}`,
    locationId: `gid://shopify/Location/${line.locationId}`,
    delta: -line.quantity,
    changeFromQuantity: null,
  }));
  const input = {name: 'available', reason: 'correction', changes};
  return {query: MUTATION, variables: {input, key: id}};
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // The error would quote the body; and it is no better the next time.
    throw new UnrecoverableError('not JSON');
  }
}

/** A transaction in Redis ends with the errors of its commands among the answers. */
async function executed(transaction) {
  for (const [error] of await transaction.exec()) {
    if (error) {
      throw error;
    }
  }
}

const worker = new Worker(queueName, work, {connection, concurrency: count('CONCURRENCY', '100')});
worker.on('error', error => console.error(`worker: ${error.message}`));
onStop(async () => {
  await worker.close();
  await mutations.close();
  await connection.quit();
});
await worker.waitUntilReady();
console.log('ready');
