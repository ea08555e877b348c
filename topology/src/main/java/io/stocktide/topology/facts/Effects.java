package io.stocktide.topology.facts;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.StockLevel;

/** What follows from a fact, for the outside. */
public interface Effects {
    void stock(StockLevel level);

    /** The item is no longer stocked at the location. */
    void unstock(String shop, long itemId, long locationId);

    void ledger(LedgerEntry entry);

    void batch(Batch batch);

    void lookup(Lookup lookup);

    void deadLetter(DeadLetter letter);

    void erasure(Erasure erasure);
}
