package io.stocktide.topology.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.service.metrics.LabelCounters;
import io.stocktide.service.metrics.Latencies;
import io.stocktide.service.metrics.ShopCounters;
import io.stocktide.service.metrics.ShopLabels;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.state.InputPositions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the topology counts. Labels are few and fixed; shops have some as {@link ShopLabels} says. All of it is there from
 * the start: of a counter that begins with its first count, Prometheus sees no increase.
 */
public final class TopologyMetrics {
    private static final List<String> INPUTS = InputPositions.INPUTS;

    /** What a dead letter of the topology may give as its cause. */
    public static final List<String> DEAD_LETTER_CAUSES = List.of(
            "malformed_key",
            "malformed_json",
            "malformed_body",
            "missing_topic",
            "wrong_shop",
            "processing_failed",
            "unknown_variant",
            "unknown_sku",
            "ambiguous_sku");

    private final RecordTraces traces;
    private final EnumCounters<Verdict> webhooks;
    private final ShopCounters shopWebhooks;
    private final LabelCounters duplicates;
    private final LabelCounters outOfOrder;
    private final EnumCounters<Batch.Kind> batches;
    private final LabelCounters deadLetters;
    private final EnumCounters<Redrive.Outcome> redrives;
    private final EnumCounters<Reservation.Status> reservations;
    private final EnumCounters<Lookup.Reason> lookups;
    private final EnumCounters<StockAlert.Kind> lowStockAlerts;
    private final Counter orders;
    private final Counter rows;
    private final Counter levelsRead;
    private final Counter mismatches;
    private final Counter changes;
    private final Timer acceptedToStock;
    /** No meter: its labels would be shops. */
    private final Map<String, Long> mismatchesByShop = new ConcurrentHashMap<>();
    /** What each processor adds to the items whose ledger does not sum to their balance, by the processor's audit. */
    private final Map<Object, Long> ledgerMismatches = new ConcurrentHashMap<>();

    /** With as many labels of shops as by default. */
    public TopologyMetrics(MeterRegistry registry) {
        this(registry, new ShopLabels(ShopLabels.DEFAULT_MOST), RecordTraces.OFF);
    }

    /** @param traces where it shows what becomes of single records */
    public TopologyMetrics(MeterRegistry registry, ShopLabels shops, RecordTraces traces) {
        this.traces = traces;
        webhooks = new EnumCounters<>(
                registry, "stocktide.webhook.verdicts", "Webhooks by what became of them", "verdict", Verdict.class);
        shopWebhooks = shops.counters(
                registry,
                "stocktide.shop.webhooks",
                "Webhooks by shop and by what became of them",
                "verdict",
                Arrays.stream(Verdict.values()).map(Verdict::label).toList());
        duplicates = new LabelCounters(
                registry, "stocktide.duplicates", "Facts that had been taken in before", "topic", INPUTS);
        outOfOrder = new LabelCounters(
                registry,
                "stocktide.out.of.order",
                "Facts older by Shopify's clock than what was known",
                "topic",
                INPUTS);
        deadLetters = new LabelCounters(
                registry, "stocktide.dead.letters", "Dead letters written", "cause", DEAD_LETTER_CAUSES);
        batches = new EnumCounters<>(registry, "stocktide.batches", "Batches formed", "kind", Batch.Kind.class);
        redrives = new EnumCounters<>(
                registry, "stocktide.redrives", "Tries to set a dead letter right", "outcome", Redrive.Outcome.class);
        reservations = new EnumCounters<>(
                registry, "stocktide.reservations", "Decisions on reservations", "status", Reservation.Status.class);
        lookups = new EnumCounters<>(
                registry, "stocktide.lookups.asked", "Questions to Shopify", "reason", Lookup.Reason.class);
        orders = counter(registry, "stocktide.order.webhooks.applied", "Webhooks of orders that were applied");
        rows = counter(registry, "stocktide.ledger.rows", "Rows written to the ledger");
        changes = counter(registry, "stocktide.batch.changes", "Rows of the batches formed");
        levelsRead =
                counter(registry, "stocktide.levels.read", "Levels that were read from Shopify and compared with ours");
        mismatches = counter(
                registry,
                "stocktide.inventory.mismatches",
                "Of them, those with a figure that nothing we know of explains; the ledger lists them");
        lowStockAlerts = new EnumCounters<>(
                registry, "stocktide.low.stock.alerts", "Alerts of low stock", "kind", StockAlert.Kind.class);
        acceptedToStock = Latencies.timer(
                        "stocktide.accepted.to.stock",
                        "From the webhook's arrival in Kafka until the stock it changed can be read",
                        Duration.ofMinutes(2))
                .register(registry);
        gauges(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private void gauges(MeterRegistry registry) {
        Gauge.builder("stocktide.inventory.mismatch.rate", this, TopologyMetrics::mismatchRate)
                .description("Mismatches for each level read, since the start")
                .register(registry);
        Gauge.builder("stocktide.ledger.mismatches", this, TopologyMetrics::ledgerMismatches)
                .description("Items of this instance's tasks whose ledger rows do not sum to their balance")
                .register(registry);
    }

    void webhook(String shop, Verdict verdict, String topic, long acceptedMillis) {
        webhooks.increment(verdict);
        shopWebhooks.increment(shop, verdict.label(), 1);
        if (verdict == Verdict.APPLIED) {
            acceptedToStock.record(Math.max(0, System.currentTimeMillis() - acceptedMillis), TimeUnit.MILLISECONDS);
            if (topic.startsWith("orders/")) {
                orders.increment();
            }
        }
    }

    RecordTraces traces() {
        return traces;
    }

    /** @param topic where the fact lies; one that is no input of stock is not counted */
    void duplicate(String topic) {
        if (INPUTS.contains(topic)) {
            duplicates.increment(topic, 1);
        }
    }

    /** @param topic as above */
    void outOfOrder(String topic) {
        if (INPUTS.contains(topic)) {
            outOfOrder.increment(topic, 1);
        }
    }

    void ledgerRows(int count) {
        rows.increment(count);
    }

    /** A snapshot was applied. */
    void levelsRead(int count) {
        levelsRead.increment(count);
    }

    /** What was read differs from what was expected: movements under way are expected, and so are first figures. */
    void mismatches(String shop, long count) {
        mismatches.increment(count);
        if (count > 0 && (mismatchesByShop.size() < Pulse.MAX_SHOPS || mismatchesByShop.containsKey(shop))) {
            mismatchesByShop.merge(shop, count, Long::sum);
        }
    }

    /** The mismatches since this was last asked, by shop, of as many shops as a pulse tells of. */
    public Map<String, Long> takeMismatches() {
        Map<String, Long> taken = new HashMap<>();
        for (String shop : mismatchesByShop.keySet()) {
            Long count = mismatchesByShop.remove(shop);
            if (count != null && taken.size() < Pulse.MAX_SHOPS) {
                taken.put(shop, count);
            }
        }
        return taken;
    }

    private double mismatchRate() {
        return levelsRead.count() == 0 ? 0 : mismatches.count() / levelsRead.count();
    }

    /**
     * So many more items, or fewer, whose ledger does not sum to their balance.
     *
     * @param owner whose count it is, until {@link #forgetLedgerMismatches}
     */
    void ledgerMismatches(Object owner, long more) {
        ledgerMismatches.merge(owner, more, Long::sum);
    }

    /** The owner's task is no longer here. */
    void forgetLedgerMismatches(Object owner) {
        ledgerMismatches.remove(owner);
    }

    /** One processor may have noted what another took back, and they close one by one. */
    private long ledgerMismatches() {
        return Math.max(
                0, ledgerMismatches.values().stream().mapToLong(Long::longValue).sum());
    }

    void batch(Batch batch) {
        batches.increment(batch.kind());
        changes.increment(batch.changes().size());
    }

    void deadLetter(String cause) {
        deadLetters.increment(cause, 1);
    }

    /** A dead letter was redriven, or not. */
    public void redrive(Redrive.Outcome outcome) {
        redrives.increment(outcome);
    }

    void reservation(ReservationReply reply) {
        if (reply.decision()) {
            reservations.increment(reply.reservation().status());
        }
    }

    void lowStockAlert(StockAlert.Kind kind) {
        lowStockAlerts.increment(kind);
    }

    void lookup(Lookup.Reason reason) {
        lookups.increment(reason);
    }
}
