/** What went wrong with a request, in words that say what to do. */

const ADVICE = {
  0: ['No connection', 'The server did not answer. Check the network, and that the topology role is running.'],
  401: ['Not let in', 'The token is unknown, or was revoked. Log in with a valid one.'],
  403: ['Not allowed', 'The token’s role is too small for this. Ask for a token with the role that is named.'],
  404: ['Not found', 'Check the id and the shop.'],
  429: ['Too many requests', 'The token has asked more than it may. Wait a moment and try again.'],
  503: ['Not available now', 'The instance is starting, or its state is being restored. Try again shortly.'],
};

export class Problem extends Error {
  constructor(status, body = {}, retryAfterSeconds = null) {
    const [title, advice] = ADVICE[status] ?? [
      body.title ?? 'It failed',
      'Try again; if it stays so, look at the logs.',
    ];
    super(body.detail ?? advice);
    this.status = status;
    this.title = title;
    this.advice = advice;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** A token that is good, but not for this shop. */
export function otherShop(path) {
  const shop = path.split('/')[3] ?? '';
  return new Problem(403, {detail: `Your token does not open ${decodeURIComponent(shop)}, or there is no such shop.`});
}

export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(response.status, body, Number(response.headers.get('Retry-After')) || null);
}
