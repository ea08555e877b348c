/** Units held for channels that ask before they sell: all lines of a reservation or none. Plain Java. */
package io.stocktide.topology.reservations;
