/** Seeded buyers, merchants and marketplaces. */
package io.stocktide.simulator.traffic;
