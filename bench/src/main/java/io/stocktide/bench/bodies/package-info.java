/** Bodies as Shopify sends them, by the thousand, from a seed. */
package io.stocktide.bench.bodies;
