/** Delivers batches to Shopify and answers look-ups: its settings, its Kafka clients, its life. */
package io.stocktide.sink;
