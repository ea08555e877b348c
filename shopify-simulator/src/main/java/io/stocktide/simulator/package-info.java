/** A stand-in for Shopify and for a marketplace, with a truth book and a journal of its own: the oracle. */
package io.stocktide.simulator;
