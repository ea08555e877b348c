/** A batch becomes one mutation, and Shopify's answer one delivery. */
package io.stocktide.sink.delivery;
