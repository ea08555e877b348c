package io.stocktide.topology.facts;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps what follows from facts. */
public final class RecordedEffects implements Effects {
    private final Map<String, StockLevel> stock = new TreeMap<>();
    private final List<LedgerRow> rows = new ArrayList<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Set<Long> unbalanced = new TreeSet<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Lookup> lookups = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<ReservationReply> replies = new ArrayList<>();
    private final List<StockAlert> alerts = new ArrayList<>();
    private final List<Erasure> erasures = new ArrayList<>();
    private int outOfOrder;

    /** The levels as they were last told, by key. */
    public Map<String, StockLevel> stock() {
        return stock;
    }

    public List<LedgerRow> rows() {
        return rows;
    }

    public List<LedgerEntry> entries() {
        return entries;
    }

    public List<Batch> batches() {
        return batches;
    }

    public List<Lookup> lookups() {
        return lookups;
    }

    public List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    public List<Erasure> erasures() {
        return erasures;
    }

    /** How many facts were older than what was known. */
    public int outOfOrder() {
        return outOfOrder;
    }

    /** What the rows of an item sum to. */
    public long ledgerSum(long itemId) {
        return rows.stream()
                .filter(row -> row.inventoryItemId() == itemId)
                .mapToLong(LedgerRow::delta)
                .sum();
    }

    /** Items whose rows were found not to sum to their balance. */
    public Set<Long> unbalanced() {
        return unbalanced;
    }

    public List<ReservationReply> replies() {
        return replies;
    }

    @Override
    public void reply(String shop, ReservationReply reply) {
        replies.add(reply);
    }

    @Override
    public void stock(StockLevel level) {
        stock.put(Keys.level(level.shop(), level.inventoryItemId(), level.locationId()), level);
    }

    @Override
    public void unstock(String shop, long itemId, long locationId) {
        stock.remove(Keys.level(shop, itemId, locationId));
    }

    @Override
    public void ledger(LedgerEntry entry) {
        entries.add(entry);
        rows.addAll(entry.rows());
    }

    @Override
    public void audited(String shop, long itemId, boolean balanced) {
        if (balanced) {
            unbalanced.remove(itemId);
        } else {
            unbalanced.add(itemId);
        }
    }

    @Override
    public void batch(Batch batch) {
        batches.add(batch);
    }

    @Override
    public void lookup(Lookup lookup) {
        lookups.add(lookup);
    }

    /** All of them, oldest first. */
    public List<StockAlert> alerts() {
        return alerts;
    }

    @Override
    public void alert(StockAlert alert) {
        alerts.add(alert);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetters.add(letter);
    }

    @Override
    public void outOfOrder(Fact fact) {
        outOfOrder++;
    }

    @Override
    public void erasure(Erasure erasure) {
        erasures.add(erasure);
    }
}
