/** Whole stacks beside each other: how much they take in, and how long it is until Shopify hears of it. */
package io.stocktide.bench.stack;
