package io.stocktide.sink.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.service.metrics.LabelCounters;
import io.stocktide.service.metrics.Latencies;
import io.stocktide.service.metrics.ShopCounters;
import io.stocktide.service.metrics.ShopGauges;
import io.stocktide.service.metrics.ShopLabels;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.ShopifyError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Every meter of the sink, in one place; on the wire dots are underscores. All of it is there from the start, but for
 * what Shopify may say that our table of errors does not expect.
 */
public final class SinkMetrics {
    private static final String MALFORMED = "malformed";
    private static final String MALFORMED_BATCH = "malformed_batch";

    private final MeterRegistry registry;
    private final ShopLabels shops;
    private final Timer mutation;
    private final Timer acceptedToShopify;
    private final CallEvents deliveryCalls;
    private final CallEvents lookupCalls;
    private final LabelCounters mutations;
    private final LabelCounters deadLetters;
    private final EnumCounters<Delivery.Outcome> keysExpired;
    private final EnumCounters<ShopifyError> putOff;
    private final LabelCounters lookups;
    private final LabelCounters reconciliations;
    private final LabelCounters reconciledItems;
    private final ShopCounters shopMutations;

    /** With as many labels of shops as by default. */
    public SinkMetrics(MeterRegistry registry) {
        this(registry, new ShopLabels(ShopLabels.DEFAULT_MOST));
    }

    public SinkMetrics(MeterRegistry registry, ShopLabels shops) {
        this.registry = registry;
        this.shops = shops;
        this.mutation = timer("stocktide.mutation", "One mutation call, from sending to the whole answer");
        this.acceptedToShopify = timer(
                "stocktide.accepted.to.shopify",
                "From a batch's record time, which is when its last fact was accepted, to Shopify's answer");
        CallCounts counts = new CallCounts(registry, shops, mutation);
        this.deliveryCalls = counts.deliveries();
        this.lookupCalls = counts.lookups();
        List<String> outcomes = labels(Delivery.Outcome.values(), EnumCounters::label);
        this.mutations = counters(
                "stocktide.mutations",
                "Batches done with, by what Shopify said",
                "outcome",
                Stream.concat(outcomes.stream(), Stream.of(MALFORMED)).toList());
        this.shopMutations =
                shops.counters(registry, "stocktide.shop.mutations", "The same by shop", "outcome", outcomes);
        this.deadLetters = counters("stocktide.dead.letters", "Dead letters written", "cause", deadLetterCauses());
        this.keysExpired = new EnumCounters<>(
                registry,
                "stocktide.keys.expired",
                "Batches whose idempotency key Shopify has forgotten, by the end they came to",
                "outcome",
                Delivery.Outcome.class);
        this.putOff = new EnumCounters<>(
                registry,
                "stocktide.batches.put.off",
                "Batches that went to their partition's end",
                "reason",
                ShopifyError.class);
        this.lookups = counters(
                "stocktide.lookups",
                "Questions to Shopify, by answer",
                "outcome",
                List.of("answered", "not_found", "failed", MALFORMED));
        List<String> kinds = List.of("changes", "sweep", "failed");
        this.reconciliations = counters("stocktide.reconciliations", "Shops read again", "what", kinds);
        this.reconciledItems = counters("stocktide.reconciled.items", "Items read by these", "what", kinds);
    }

    /** What a dead letter of the sink gives as its cause. */
    static List<String> deadLetterCauses() {
        List<String> causes = labels(ShopifyError.values(), ShopifyError::deadLetterCause);
        return Stream.concat(causes.stream(), Stream.of(MALFORMED_BATCH)).toList();
    }

    /** Counts calls that deliver. */
    public CallEvents deliveryCalls() {
        return deliveryCalls;
    }

    /** Counts calls that look something up. */
    public CallEvents lookupCalls() {
        return lookupCalls;
    }

    /** A batch is done with; counted once its delivery is durable. */
    public void delivered(String shop, Delivery.Outcome outcome) {
        mutations.increment(EnumCounters.label(outcome), 1);
        shopMutations.increment(shop, EnumCounters.label(outcome), 1);
    }

    /** @param cause one of {@link ShopifyError}'s */
    public void deadLetter(String cause) {
        deadLetters.increment(cause, 1);
    }

    /** A batch whose key Shopify has forgotten has found its end. */
    public void keyExpired(Delivery.Outcome outcome) {
        keysExpired.increment(outcome);
    }

    /** A batch went to its partition's end, since its shop could not take it. */
    public void putOff(ShopifyError reason) {
        putOff.increment(reason);
    }

    /** A record of {@code batches} that is no batch. */
    public void malformedBatch() {
        mutations.increment(MALFORMED, 1);
        deadLetters.increment(MALFORMED_BATCH, 1);
    }

    /** @param outcome {@code answered}, {@code not_found}, {@code failed} or {@code malformed} */
    public void lookedUp(String outcome, int count) {
        lookups.increment(outcome, count);
    }

    /** @param what {@code changes}, {@code sweep} or {@code failed} */
    public void reconciled(String what, long items) {
        reconciliations.increment(what, 1);
        reconciledItems.increment(what, items);
    }

    public void acceptedToShopify(Duration elapsed) {
        acceptedToShopify.record(elapsed);
    }

    /** Watches how many shops have work of a topic under way, and how many of its records wait or are under way. */
    public void watchLanes(String topic, Supplier<Number> busy, Supplier<Number> lagRecords) {
        Gauge.builder("stocktide.lanes.busy", busy)
                .description("Shops with work under way")
                .tag("topic", topic)
                .register(registry);
        Gauge.builder("stocktide.input.lag.records", lagRecords)
                .description("Records of a topic that wait to be taken in")
                .tag("topic", topic)
                .register(registry);
    }

    /** Watches how many of the shops are in each state, and the longest times of any. */
    public void watchShops(
            ToDoubleFunction<SyncStatus.State> inState,
            Supplier<Number> longestDrainSeconds,
            Supplier<Number> longestShutSeconds) {
        // The sink knows of each of its shops how it stands.
        for (SyncStatus.State state : EnumSet.complementOf(EnumSet.of(SyncStatus.State.UNKNOWN))) {
            Gauge.builder("stocktide.shops", () -> inState.applyAsDouble(state))
                    .description("Shops by what calls to them come to")
                    .tag("state", EnumCounters.label(state))
                    .register(registry);
        }
        Gauge.builder("stocktide.drain.seconds.max", longestDrainSeconds)
                .description("The longest that any shop will take to have all that waits delivered")
                .register(registry);
        Gauge.builder("stocktide.shut.seconds.max", longestShutSeconds)
                .description(
                        "The longest that no call has got through to any shop: its breaker is open, or it is suspended")
                .register(registry);
    }

    /** Watches a figure of each shop, where it has a label of its own. */
    public void watchEachShop(
            String name, String description, Collection<String> all, ToDoubleFunction<String> figure) {
        ShopGauges.register(registry, shops, name, description, () -> all, figure);
    }

    private LabelCounters counters(String name, String description, String label, List<String> known) {
        return new LabelCounters(registry, name, description, label, known);
    }

    private static <E> List<String> labels(E[] constants, Function<E, String> label) {
        return Arrays.stream(constants).map(label).distinct().toList();
    }

    private Timer timer(String name, String description) {
        return Latencies.timer(name, description, Duration.ofMinutes(2)).register(registry);
    }
}
