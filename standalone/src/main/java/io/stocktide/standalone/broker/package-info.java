/** Kafka in this process, for a first look, for demos and for tests. */
package io.stocktide.standalone.broker;
