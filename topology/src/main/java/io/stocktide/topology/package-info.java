/** The topology role: Kafka Streams and the reads, put together. */
package io.stocktide.topology;
