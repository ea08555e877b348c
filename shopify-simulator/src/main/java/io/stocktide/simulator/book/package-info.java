/** The truth: shops, items, levels, orders, and the journal of what happened to them. */
package io.stocktide.simulator.book;
