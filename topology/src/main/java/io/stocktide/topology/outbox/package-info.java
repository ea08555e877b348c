/** What Shopify has still to be told, coalesced per level, and how it becomes batches. Plain Java. */
package io.stocktide.topology.outbox;
