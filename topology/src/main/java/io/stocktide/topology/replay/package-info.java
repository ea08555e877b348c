/** Replays: how one begins, how far it is, and what it would change. Speaks to Kafka, and decides nothing on stock. */
package io.stocktide.topology.replay;
