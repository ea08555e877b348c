/** Measures Stocktide beside what people would use instead. */
package io.stocktide.bench;
