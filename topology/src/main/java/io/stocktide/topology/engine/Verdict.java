package io.stocktide.topology.engine;

import java.util.Locale;

/** What became of a fact. */
public enum Verdict {
    APPLIED,
    DUPLICATE,
    NO_STOCK_MEANING,
    /** It asks for erasure or for a customer's data. */
    COMPLIANCE,
    DEAD_LETTER;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As metrics and logs write it. */
    public String label() {
        return label;
    }
}
