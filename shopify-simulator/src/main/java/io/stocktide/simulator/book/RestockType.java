package io.stocktide.simulator.book;

import java.util.Locale;

/** What a refund does to stock; the names are Shopify's {@code restock_type}. */
public enum RestockType {
    /** Available does not move. */
    NO_RESTOCK,
    /** Units not yet sent go back from committed to available. */
    CANCEL,
    /** Units that had been sent come back to a location. */
    RETURN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
