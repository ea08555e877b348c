// Takes webhooks and sales: checks who sent them, puts them into the queue, and answers once Redis has them.
import {createHash, createHmac, timingSafeEqual} from 'node:crypto';
import {Queue} from 'bullmq';
import Fastify from 'fastify';
import {Redis} from 'ioredis';
import {count, jobOptions, onStop, queueName, redisUrl, setting} from './settings.mjs';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
// BullMQ takes no colon in an id, and no id that is a whole number: those it gives itself.
const JOB_ID = /^(?!\d+$)[A-Za-z0-9._~=+-]{1,128}$/;

const port = count('PORT');
const secret = setting('WEBHOOK_SECRET');
const tokenDigest = process.env.TOKEN ? sha256(process.env.TOKEN) : undefined; // without one, no sale is let in

// As BullMQ advises for a queue behind an API: it fails at once while Redis is away, and the caller comes again.
const connection = new Redis(redisUrl, {enableOfflineQueue: false, maxRetriesPerRequest: 1});
connection.on('error', error => console.error(`redis: ${error.message}`));
const queue = new Queue(queueName, {connection, defaultJobOptions: jobOptions});
queue.on('error', error => console.error(`queue: ${error.message}`));

const app = Fastify({logger: false, bodyLimit: MAX_BODY_BYTES});
// The signature is over the raw bytes.
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', {parseAs: 'buffer'}, (request, body, done) => done(null, body));

app.get('/healthz', async () => {
  await connection.ping();
  return 'ok';
});

app.post('/webhooks', async (request, reply) => {
  const {headers, body} = request;
  if (!body || !isSigned(body, headers['x-shopify-hmac-sha256'])) {
    return reply.code(401).send();
  }
  const shop = headers['x-shopify-shop-domain'];
  const topic = headers['x-shopify-topic'];
  const id = headers['x-shopify-webhook-id'];
  if (!shop || !topic || !isJobId(id)) {
    return reply.code(400).send();
  }
  return enqueue(reply, id, {shop, topic, body: body.toString()}, 200);
});

// The second path is Stocktide's own, so that one load fits both.
app.post('/events', (request, reply) => takeEvent(request, reply, request.headers['x-stocktide-shop']));
app.post('/v1/shops/:shop/channel-events', (request, reply) => takeEvent(request, reply, request.params.shop));

async function takeEvent(request, reply, shop) {
  if (!isLetIn(request.headers.authorization ?? '')) {
    return reply.code(401).send();
  }
  const body = request.body?.toString() ?? '';
  const sale = parse(body);
  if (!shop || sale?.type !== 'sale' || !isJobId(sale.idempotencyKey) || !Array.isArray(sale.lines)) {
    return reply.code(400).send();
  }
  return enqueue(reply, sale.idempotencyKey, {shop, topic: 'sale', body}, 202);
}

/** A job whose id is there already is not added; the answer is the same. */
async function enqueue(reply, id, data, accepted) {
  try {
    await queue.add(data.topic, data, {jobId: id});
  } catch {
    return reply.code(503).send();
  }
  return reply.code(accepted).send();
}

function isSigned(body, signature) {
  const given = Buffer.from(signature ?? '', 'base64');
  const expected = createHmac('sha256', secret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isLetIn(authorization) {
  const digest = sha256(authorization.replace(/^Bearer /i, ''));
  return tokenDigest !== undefined && timingSafeEqual(digest, tokenDigest);
}

function isJobId(id) {
  return typeof id === 'string' && JOB_ID.test(id);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sha256(text) {
  return createHash('sha256').update(text).digest();
}

onStop(async () => {
  await app.close();
  await queue.close();
  await connection.quit();
});
await queue.waitUntilReady();
await app.listen({host: '127.0.0.1', port});
console.log('ready');
