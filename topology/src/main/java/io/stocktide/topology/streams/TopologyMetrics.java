package io.stocktide.topology.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.topology.engine.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the topology counts. Labels are few and fixed; shops are none. */
public final class TopologyMetrics {
    private final MeterRegistry registry;
    private final Map<Verdict, Counter> webhooks = new EnumMap<>(Verdict.class);
    private final Counter orders;
    private final Counter rows;
    private final Counter levelsRead;
    private final Counter mismatches;
    private final Counter changes;
    private final Timer acceptedToStock;
    /** What each processor adds to the items whose ledger does not sum to their balance, by the processor's audit. */
    private final Map<Object, Long> ledgerMismatches = new ConcurrentHashMap<>();

    public TopologyMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Verdict verdict : Verdict.values()) {
            webhooks.put(
                    verdict,
                    Counter.builder("stocktide.webhook.verdicts")
                            .description("Webhooks by what became of them")
                            .tag("verdict", verdict.label())
                            .register(registry));
        }
        orders = registry.counter("stocktide.order.webhooks.applied");
        rows = registry.counter("stocktide.ledger.rows");
        changes = registry.counter("stocktide.batch.changes");
        levelsRead = Counter.builder("stocktide.levels.read")
                .description("Levels that were read from Shopify and compared with ours")
                .register(registry);
        mismatches = Counter.builder("stocktide.inventory.mismatches")
                .description("Of them, those with a figure that nothing we know of explains; the ledger lists them")
                .register(registry);
        Gauge.builder("stocktide.inventory.mismatch.rate", this, TopologyMetrics::mismatchRate)
                .description("Mismatches for each level read, since the start")
                .register(registry);
        Gauge.builder("stocktide.ledger.mismatches", this, TopologyMetrics::ledgerMismatches)
                .description("Items of this instance's tasks whose ledger rows do not sum to their balance")
                .register(registry);
        acceptedToStock = Timer.builder("stocktide.accepted.to.stock")
                .description("From the webhook's arrival in Kafka until the stock it changed can be read")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry);
    }

    void webhook(Verdict verdict, String topic, long acceptedMillis) {
        webhooks.get(verdict).increment();
        if (verdict == Verdict.APPLIED) {
            acceptedToStock.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - acceptedMillis)));
            if (topic.startsWith("orders/")) {
                orders.increment();
            }
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
    void mismatches(long count) {
        mismatches.increment(count);
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

    void batch(String kind, int rowCount) {
        registry.counter("stocktide.batches", "kind", kind).increment();
        changes.increment(rowCount);
    }

    void deadLetter(String cause) {
        registry.counter("stocktide.dead.letters", "cause", cause).increment();
    }

    /** A dead letter was redriven, or not. */
    public void redrive(Redrive.Outcome outcome) {
        String label = outcome.name().toLowerCase(Locale.ROOT);
        registry.counter("stocktide.redrives", "outcome", label).increment();
    }

    void reservation(ReservationReply reply) {
        if (reply.decision()) {
            String status = reply.reservation().status().name().toLowerCase(Locale.ROOT);
            registry.counter("stocktide.reservations", "status", status).increment();
        }
    }

    void lookup(String reason) {
        registry.counter("stocktide.lookups.asked", "reason", reason).increment();
    }
}
