/** Reads again what Shopify holds, some of it often and all of it daily, so that what was missed is found. */
package io.stocktide.sink.reconcile;
