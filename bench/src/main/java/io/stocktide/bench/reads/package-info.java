/** Servers that a read of stock is measured beside. */
package io.stocktide.bench.reads;
