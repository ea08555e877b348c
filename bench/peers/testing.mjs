// What the peers' tests share: processes that say when they are ready, and webhooks as Shopify signs them.
import {spawn} from 'node:child_process';
import {createHmac} from 'node:crypto';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {createInterface} from 'node:readline';

export const SECRET = 'hush';

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a process; comes back once a line of its output holds the text. */
export async function started(readyText, env, command, ...args) {
  const child = spawn(command, args, {env: {...process.env, ...env}, stdio: ['ignore', 'pipe', 'inherit']});
  await once(child, 'spawn');
  for await (const line of createInterface({input: child.stdout})) {
    if (line.includes(readyText)) {
      child.stdout.resume();
      return child;
    }
  }
  throw new Error(`${command} ${args.join(' ')} ended before it was ready`);
}

/** Its exit code after SIGTERM. */
export async function stopped(child) {
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  return code;
}

/** The status of the answer. */
export async function post(url, headers, body) {
  const answer = await fetch(url, {method: 'POST', headers: {'Content-Type': 'application/json', ...headers}, body});
  await answer.arrayBuffer();
  return answer.status;
}

export function webhook(base, id, shop, order, secret = SECRET) {
  const body = JSON.stringify(order);
  return post(
    `${base}/webhooks`,
    {
      'X-Shopify-Topic': 'orders/create',
      'X-Shopify-Shop-Domain': shop,
      'X-Shopify-Webhook-Id': id,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
    },
    body,
  );
}

/** An order of one line that sells, and three that move no stock. */
export function order(id, variant, quantity) {
  const line = {variant_id: variant, quantity, variant_inventory_management: 'shopify'};
  return {
    id,
    line_items: [
      line,
      {...line, variant_id: null},
      {...line, gift_card: true},
      {...line, variant_inventory_management: null},
    ],
  };
}

export async function until(isSo) {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`not within 30 s: ${isSo}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
