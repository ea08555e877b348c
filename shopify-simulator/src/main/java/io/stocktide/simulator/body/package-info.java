/** Webhook bodies, rendered from the book at the moment they are sent. */
package io.stocktide.simulator.body;
