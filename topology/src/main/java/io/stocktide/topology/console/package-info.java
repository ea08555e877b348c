/** What operators see of the system in a browser. */
package io.stocktide.topology.console;
