/** Answers the topology's questions with snapshots. */
package io.stocktide.sink.lookup;
