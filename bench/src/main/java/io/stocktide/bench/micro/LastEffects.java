package io.stocktide.bench.micro;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;

/** Drops what follows from facts, but for the last of each kind; throws where something is not as it should be. */
final class LastEffects implements Effects {
    private StockLevel level;
    private LedgerEntry entry;
    private Batch batch;

    StockLevel level() {
        return level;
    }

    LedgerEntry entry() {
        return entry;
    }

    Batch batch() {
        return batch;
    }

    @Override
    public void stock(StockLevel newLevel) {
        level = newLevel;
    }

    @Override
    public void unstock(String shop, long itemId, long locationId) {}

    @Override
    public void ledger(LedgerEntry newEntry) {
        entry = newEntry;
    }

    @Override
    public void audited(String shop, long itemId, boolean balanced) {
        if (!balanced) {
            throw new IllegalStateException("the ledger rows of " + itemId + " do not sum to its balance");
        }
    }

    @Override
    public void batch(Batch newBatch) {
        batch = newBatch;
    }

    @Override
    public void lookup(Lookup lookup) {}

    @Override
    public void reply(String shop, ReservationReply reply) {}

    @Override
    public void alert(StockAlert alert) {}

    @Override
    public void deadLetter(DeadLetter letter) {
        throw new IllegalStateException("a dead letter: " + letter.cause());
    }

    @Override
    public void erasure(Erasure erasure) {}

    @Override
    public void outOfOrder(Fact fact) {}
}
