/** What Shopify calls things: variants, inventory items, SKUs. */
package io.stocktide.topology.catalog;
