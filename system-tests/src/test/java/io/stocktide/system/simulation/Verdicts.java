package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.StockLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;

/** What must hold once a life has come to rest; each breach is a sentence. */
final class Verdicts {
    private final Run run;
    private final List<String> faults = new ArrayList<>();

    private Verdicts(Run run) {
        this.run = run;
    }

    static List<String> of(Run run) {
        Verdicts verdicts = new Verdicts(run);
        verdicts.faults.addAll(run.desk().faults());
        verdicts.nothingIsBuried();
        verdicts.levelsAgree();
        verdicts.everyDeltaReachedShopifyOnce();
        verdicts.ledgerChains(run.driven().out(Topics.LEDGER));
        return verdicts.faults;
    }

    /** What does not hold of a ledger that tells of the run, its own or a replay's. */
    static List<String> ofLedger(Run run, List<TestRecord<String, byte[]>> ledger) {
        Verdicts verdicts = new Verdicts(run);
        verdicts.ledgerChains(ledger);
        return verdicts.faults;
    }

    private void nothingIsBuried() {
        for (TestRecord<String, byte[]> record : run.driven().out(Topics.DEAD_LETTERS)) {
            faults.add("dead letter: " + Driven.value(Topics.DEAD_LETTERS, record));
        }
    }

    private void levelsAgree() {
        Map<Place, String> ours = new TreeMap<>();
        run.shown().levels().forEach((place, level) -> ours.put(place, told(level)));
        Map<Place, String> theirs = new TreeMap<>();
        run.shopify()
                .held()
                .forEach((place, held) -> theirs.put(place, told(held, held, 0, 0, 0, StockLevel.Status.IN_SYNC)));
        differences("shown %s, at Shopify %s", ours, theirs);
    }

    private static String told(StockLevel level) {
        return told(
                level.available(),
                level.shopifyAvailable(),
                level.unsettled(),
                level.reserved(),
                level.pendingPush(),
                level.status());
    }

    private static String told(
            Long available, Long atShopify, long unsettled, long reserved, long pending, StockLevel.Status status) {
        return "available " + available + " shopify " + atShopify + " unsettled " + unsettled + " reserved " + reserved
                + " pending " + pending + " " + status;
    }

    private void everyDeltaReachedShopifyOnce() {
        Map<Place, Long> held = new TreeMap<>();
        Map<Place, Long> owed = new TreeMap<>(run.shopify().owed());
        run.shopify().held().forEach((place, units) -> {
            if (units != null) {
                held.put(place, units);
                owed.putIfAbsent(place, 0L);
            }
        });
        // What is owed to a level that is no more stays owed until it is stocked again.
        owed.keySet().retainAll(held.keySet());
        held.keySet().removeAll(run.channels().counted());
        owed.keySet().removeAll(run.channels().counted());
        differences("Shopify holds %s, should hold %s", held, owed);
    }

    private <V> void differences(String format, Map<Place, V> ours, Map<Place, V> theirs) {
        TreeMap<Place, V> all = new TreeMap<>(ours);
        all.putAll(theirs);
        for (Place place : all.keySet()) {
            if (!java.util.Objects.equals(ours.get(place), theirs.get(place))) {
                faults.add(place + ": " + format.formatted(ours.get(place), theirs.get(place)));
            }
        }
    }

    private void ledgerChains(List<TestRecord<String, byte[]>> records) {
        Map<Long, LedgerRow> last = new TreeMap<>();
        Map<Long, Long> ordered = new TreeMap<>();
        Map<Long, Long> restocked = new TreeMap<>();
        for (TestRecord<String, byte[]> record : records) {
            LedgerEntry entry = Driven.value(Topics.LEDGER, record);
            for (LedgerRow row : entry.rows()) {
                chain(last.put(row.inventoryItemId(), row), row);
                if (row.kind() == LedgerRow.Kind.ORDER) {
                    ordered.merge(row.inventoryItemId(), -row.quantity(), Long::sum);
                } else if (row.kind() == LedgerRow.Kind.RESTOCK) {
                    restocked.merge(row.inventoryItemId(), row.quantity(), Long::sum);
                }
            }
        }
        last.forEach((itemId, row) -> {
            if (row.balanceAfter() != run.shown().balance(itemId)) {
                faults.add("item " + itemId + ": the ledger ends at " + row.balanceAfter() + ", the balance is "
                        + run.shown().balance(itemId));
            }
        });
        sumsAgree("ordered", ordered, run.orders().ordered());
        sumsAgree("restocked", restocked, run.orders().restocked());
    }

    private void chain(LedgerRow before, LedgerRow row) {
        long seq = before == null ? 1 : before.seq() + 1;
        long balance = (before == null ? 0 : before.balanceAfter()) + row.delta();
        if (row.seq() != seq || row.balanceAfter() != balance) {
            faults.add("the ledger breaks at " + row + " behind " + before);
        }
    }

    private void sumsAgree(String what, Map<Long, Long> ledger, Map<Long, Long> truth) {
        for (long itemId : Catalog.TRACKED) {
            long ours = ledger.getOrDefault(itemId, 0L);
            long theirs = truth.getOrDefault(itemId, 0L);
            if (ours != theirs) {
                faults.add("item " + itemId + ": " + what + " by the ledger " + ours + ", at Shopify " + theirs);
            }
        }
    }
}
