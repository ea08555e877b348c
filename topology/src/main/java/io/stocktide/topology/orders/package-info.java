/**
 * One record an order, joined from every version, refund and edit of it that has been seen, in any order; its
 * movements are derived from that. Plain Java.
 */
package io.stocktide.topology.orders;
