/** Deliveries: signing, duplicating, delaying, retrying. */
package io.stocktide.simulator.webhook;
