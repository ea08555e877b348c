/** How a level's figure comes about. */

import {signed, count} from './format.js';

/** What a level waits for at Shopify, over all locations. */
export const pendingOf = item => item.levels.reduce((sum, level) => sum + level.pendingPush, 0);

/** The worst of the levels' states. */
export const stateOf = item =>
  ['drift', 'syncing'].find(state => item.levels.some(level => level.status === state)) ?? 'in_sync';

/** The sum as text: Shopify's figure, and what is taken from it. */
export function sumOf(level) {
  if (level.available === undefined) {
    return 'Shopify does not track this item.';
  }
  const parts = [
    [level.pendingPush, 'waiting for Shopify'],
    [-level.reserved, 'reserved'],
    [level.unsettled, 'unsettled'],
  ].filter(([value]) => value !== 0);
  const terms = parts.map(([value, name]) => ` ${signed(value).replace(/^([+−])/, '$1 ')} ${name}`).join('');
  const sum = parts.reduce((total, [value]) => total + value, level.shopifyAvailable);
  const rest = sum === level.available ? '' : ' (a count that waits for Shopify holds it lower)';
  return `${count(level.shopifyAvailable)} at Shopify${terms} = ${count(level.available)}${rest}`;
}

/** Each figure in a sentence. */
export const MEANINGS = [
  [
    'Available',
    'What may be sold now: Shopify’s figure, less what waits, is reserved or is not settled. In doubt the lower.',
  ],
  [
    'At Shopify',
    'What Shopify holds as far as its own word tells: its last observed figure and what it has changed since.',
  ],
  ['Waiting', 'Changes of sales channels that Shopify has not confirmed. Those that lower count at once.'],
  ['Reserved', 'Held by reservations until they are confirmed, released or expire. Available is lower by it already.'],
  [
    'Unsettled',
    'Orders that name no location and that no later figure of Shopify’s contains yet. They count against the item.',
  ],
  ['Observed', 'When the figure of Shopify’s was true, by Shopify’s clock.'],
  [
    'State',
    'In sync: Shopify holds what we say. Syncing: a change is on its way. Drift: Shopify has refused one; see the dead letters.',
  ],
];

const KINDS = {
  order: 'Order',
  restock: 'Restock',
  sale: 'Sale',
  return: 'Return',
  adjustment: 'Adjustment',
  count: 'Count',
  transfer: 'Transfer',
  reserved: 'Reserved',
  released: 'Released',
  delivery: 'Delivery',
  settled: 'Settled',
  observed_net: 'Changed in Shopify',
  opened: 'Stocked here',
  closed: 'No longer stocked',
};

/** A ledger row's kind for people. */
export const kindOf = row => KINDS[row.kind] ?? row.kind;
