/** Addresses within the console: #/page/part/part?name=value. */

/** @returns {{name: string, parts: string[], query: URLSearchParams, path: string}} */
export function route() {
  const [place, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...parts] = (place || 'overview').split('/').map(decode);
  return {name, parts, query: new URLSearchParams(query), path: place || 'overview'};
}

export function link(name, parts = [], query = {}) {
  const path = [name, ...parts].map(encodeURIComponent).join('/');
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `#/${path}${given.size ? `?${given}` : ''}`;
}

export function go(address) {
  location.hash = address;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
