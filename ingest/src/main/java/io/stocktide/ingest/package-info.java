/** Webhooks and channel events in over HTTP, acknowledged once Kafka has them. */
package io.stocktide.ingest;
