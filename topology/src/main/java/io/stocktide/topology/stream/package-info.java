/** Level changes as server-sent events, straight from the topic {@code stock}. */
package io.stocktide.topology.stream;
