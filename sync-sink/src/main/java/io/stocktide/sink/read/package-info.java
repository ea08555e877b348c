/** Reads inventory items with their levels from Shopify. */
package io.stocktide.sink.read;
