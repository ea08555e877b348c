/** The processes that are measured: ours, the broker, and what stands beside them. */
package io.stocktide.bench.process;
