/** Server-sent events on Jetty's non-blocking output: bounded in what waits, and no thread waits for a reader. */
package io.stocktide.topology.sse;
