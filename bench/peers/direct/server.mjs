// The direct way: a webhook is answered once Shopify's API has answered the mutation that it causes.
import {createHmac, timingSafeEqual} from 'node:crypto';
import Fastify from 'fastify';
import {Pool} from 'undici';
import {count, onStop, setting} from './settings.mjs';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const MUTATION = `mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { createdAt }
    userErrors { field code message }
  }
}`;

const port = count('PORT');
const secret = setting('WEBHOOK_SECRET');
const apiUrl = new URL(setting('API_URL'));
const location = `gid://shopify/Location/${setting('LOCATION_ID', '1')}`;
// Connections are kept, as many as are needed at once; Shopify hangs up on a webhook after 5 s, so no call is worth more.
const api = new Pool(apiUrl.origin, {
  connections: count('API_CONNECTIONS', '512'),
  headersTimeout: 4000,
  bodyTimeout: 4000,
});

const app = Fastify({logger: false, bodyLimit: MAX_BODY_BYTES});
// The signature is over the raw bytes.
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', {parseAs: 'buffer'}, (request, body, done) => done(null, body));

app.get('/healthz', () => 'ok');

app.post('/webhooks', async (request, reply) => {
  const {headers, body} = request;
  if (!body || !isSigned(body, headers['x-shopify-hmac-sha256'])) {
    return reply.code(401).send();
  }
  const id = headers['x-shopify-webhook-id'];
  const order = parse(body);
  if (!id || !Array.isArray(order?.line_items)) {
    return reply.code(400).send();
  }
  return reply.code((await isTold(mutation(id, order.line_items))) ? 200 : 503).send();
});

/** Whether Shopify has applied it. */
async function isTold(request) {
  try {
    const {statusCode, body} = await api.request({
      method: 'POST',
      path: apiUrl.pathname,
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(request),
    });
    const answer = await body.json();
    return statusCode === 200 && answer.data?.inventoryAdjustQuantities?.userErrors.length === 0;
  } catch {
    return false;
  }
}

/** The order names variants; that they are taken for their inventory items spares this handler a look-up each. */
function mutation(key, lines) {
  const changes = lines
    .filter(line => line.variant_id && line.variant_inventory_management && !line.gift_card)
    .map(line => ({
      inventoryItemId: `gid://shopify/InventoryItem/${line.variant_id}`,
      locationId: location,
      delta: -line.quantity,
      changeFromQuantity: null,
    }));
  const input = {name: 'available', reason: 'correction', changes};
  return {query: MUTATION, variables: {input, key}};
}

function isSigned(body, signature) {
  const given = Buffer.from(signature ?? '', 'base64');
  const expected = createHmac('sha256', secret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function parse(body) {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

onStop(async () => {
  await app.close();
  await api.close();
});
await app.listen({host: '127.0.0.1', port});
console.log('ready');
