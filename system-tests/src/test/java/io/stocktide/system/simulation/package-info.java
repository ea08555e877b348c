/**
 * A seeded simulation: lives of a shop, with all that can come late, twice or out of order, over the real topology and
 * beside a model that knows the truth.
 *
 * <p>Left out, since the topology does not promise it: what Shopify should hold of a level that was counted (a count
 * does not follow sales that were observed before it came, and may push a figure in doubt), and answers that Shopify
 * knows no such variant.
 */
package io.stocktide.system.simulation;
