package io.stocktide.sink.gate;

/** What a shop's gate lets through. */
public enum GateState {
    /** Calls go. */
    OK,
    /** Calls go once Shopify has points for them again. */
    THROTTLED,
    /** Shopify has not answered of late: one call now and then may try. */
    BREAKER_OPEN,
    /** Shopify refuses the token: no call goes until it works, or there is another. */
    SUSPENDED
}
