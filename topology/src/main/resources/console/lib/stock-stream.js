/** Follows a shop's levels, and brings the items that have changed as the API shows them. */

import {post, shopPath} from './api.js';
import {follow} from './events.js';

/** A busy shop changes all the time: what changes within this is asked for at once. */
const GATHER_MILLIS = 1000;

/**
 * @param ids the items that matter now
 * @param onItems called with those of them that changed
 */
export function followItems(shop, {signal, ids, onItems, onState}) {
  const changed = new Set();
  let timer = null;

  async function bring() {
    timer = null;
    const inventoryItemIds = [...changed];
    changed.clear();
    const {items} = await post(shopPath(shop, 'stock:batchGet'), {inventoryItemIds}, signal).catch(() => ({items: []}));
    if (!signal.aborted && items.length) {
      onItems(items);
    }
  }

  return follow(shopPath(shop, 'stock', 'stream'), {
    signal,
    onState,
    onEvent: (name, level) => {
      if (name !== 'position' && ids().includes(level.inventoryItemId)) {
        changed.add(level.inventoryItemId);
        timer ??= setTimeout(bring, GATHER_MILLIS);
      }
    },
  });
}
