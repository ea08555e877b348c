package io.stocktide.sink.load;

import io.stocktide.schemas.value.CatalogLoad;

/** Keeps how far a load is. */
public interface LoadJournal {
    /** All that came before is on {@code snapshots}; returns once this is as durable. */
    void reached(CatalogLoad load);

    /** Shopify's own progress within a bulk operation, for whoever watches. */
    void shopifyReads(long variants, long expected);
}
