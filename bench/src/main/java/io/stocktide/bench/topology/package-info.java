/** How fast a topology goes through what waits for it, and what beside it does the same work. */
package io.stocktide.bench.topology;
