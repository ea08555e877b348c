/** Reads a shop's whole catalog into facts, by pages or by one bulk operation, and goes on where it was cut off. */
package io.stocktide.sink.load;
