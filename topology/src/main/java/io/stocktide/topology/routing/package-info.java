/** Which copy of a shop's state answers a read, how fresh it is, and how to ask another instance for it. */
package io.stocktide.topology.routing;
