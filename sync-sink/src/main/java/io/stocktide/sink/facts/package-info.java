/** Writes down what Shopify said, durably. */
package io.stocktide.sink.facts;
