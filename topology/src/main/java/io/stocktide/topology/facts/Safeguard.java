package io.stocktide.topology.facts;

/** What keeps stock right. A test takes one away to show that it would be missed; nothing else does. */
public enum Safeguard {
    /** A webhook, an event or a delivery counts once. */
    DEDUPLICATION,
    /** Of two observations the newer by Shopify's clock wins, whichever comes first. */
    SNAPSHOT_RULE,
    /** An order is joined from all versions of it, whichever comes first. */
    ORDER_VERSIONS,
    /** A replay decides nothing below its fence. */
    FENCE
}
