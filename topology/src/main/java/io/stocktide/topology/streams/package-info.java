/** Kafka Streams: the topology, thin processors, stores and settings. */
package io.stocktide.topology.streams;
