/** Reads Shopify's webhook bodies into facts of the domain: once, skipping what stock does not need. */
package io.stocktide.topology.webhooks;
