/** The state as bytes: keys that begin with the shop, values in Smile, and one record's writes held back until all of it succeeded. */
package io.stocktide.topology.state;
