/**
 * The stock model: what Shopify was observed to hold, what has moved since, and what that makes available. Plain Java;
 * every merge is commutative and idempotent, so that the order in which facts arrive does not matter.
 */
package io.stocktide.topology.stock;
