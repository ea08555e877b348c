package io.stocktide.sink.shopify;

/** What is done about an error. */
public enum Action {
    /** Wait as long as Shopify asks and send the same again; the call did nothing and is no attempt. */
    WAIT,
    /** Send the same, with the same key, by the schedule, and on while the shop does not answer at all. */
    RETRY,
    /** No call of the shop goes until its token works; then the same is sent. Refused before anything was done. */
    SUSPEND,
    /** Ask for less at a time. */
    SPLIT,
    /** The named rows are to blame and become dead letters; the others go back to be sent anew. */
    ISOLATE,
    /** The named rows found another figure; they go back to be derived anew. */
    REDERIVE,
    /** Give up at once: sending the same again cannot help. */
    ABANDON
}
