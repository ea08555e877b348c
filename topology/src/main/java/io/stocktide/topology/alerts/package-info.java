/** Reads what was said of low stock. */
package io.stocktide.topology.alerts;
