package io.stocktide.topology.facts;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;

/** What follows from a fact, for the outside. */
public interface Effects {
    void stock(StockLevel level);

    /** The item is no longer stocked at the location. */
    void unstock(String shop, long itemId, long locationId);

    void ledger(LedgerEntry entry);

    /**
     * An item's ledger rows have ceased to sum to its balance, or do so again.
     *
     * @param balanced whether they do now
     */
    void audited(String shop, long itemId, boolean balanced);

    void batch(Batch batch);

    void lookup(Lookup lookup);

    void reply(String shop, ReservationReply reply);

    void alert(StockAlert alert);

    void deadLetter(DeadLetter letter);

    void erasure(Erasure erasure);

    /** The fact, or a part of it, is older by Shopify's clock than what is known of the same thing. */
    void outOfOrder(Fact fact);
}
