/** Applies one fact to one shop: the place where the domain's parts meet. Plain Java. */
package io.stocktide.topology.engine;
