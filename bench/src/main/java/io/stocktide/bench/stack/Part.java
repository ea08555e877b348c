package io.stocktide.bench.stack;

/** What a process of a stack does, so that what it costs can be told apart. */
enum Part {
    /** Takes webhooks and sales over HTTP, and answers. */
    ACCEPTING,
    /** Counts stock and forms mutations. */
    WORKING,
    /** Tells Shopify. */
    SENDING,
    /** Kafka or Redis. */
    STORING,
    /** No part of the stack: what stands in for Shopify. */
    OUTSIDE
}
