/** Speaks Shopify's Admin GraphQL API: calls, cost, retries, and what each error means. Knows no Kafka. */
package io.stocktide.sink.shopify;
