/** Holds what the sink sends against Shopify's schema. */
package io.stocktide.sink.schema;
