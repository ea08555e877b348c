package io.stocktide.sink.measure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.ShopifyError;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every meter of the sink, in one place; on the wire dots are underscores. */
public final class SinkMetrics {
    private final MeterRegistry registry;
    private final Timer mutation;
    private final Timer acceptedToShopify;

    public SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.mutation = timer("stocktide.mutation", "One mutation call, from sending to the whole answer");
        this.acceptedToShopify = timer(
                "stocktide.accepted.to.shopify",
                "From a batch's record time, which is when its last fact was accepted, to Shopify's answer");
    }

    /** Counts calls that deliver. */
    public CallEvents deliveryCalls() {
        return new CallEvents() {
            @Override
            public void answered(Document document, Duration elapsed) {
                if (document.mutation()) {
                    mutation.record(elapsed);
                }
            }

            @Override
            public void retried(ShopifyError reason) {
                registry.counter("stocktide.delivery.retries", "reason", lower(reason))
                        .increment();
            }

            @Override
            public void throttled() {
                countThrottled("delivery");
            }

            @Override
            public void spent(double points) {
                countPoints("delivery", points);
            }
        };
    }

    /** Counts calls that look something up. */
    public CallEvents lookupCalls() {
        return new CallEvents() {
            @Override
            public void answered(Document document, Duration elapsed) {}

            @Override
            public void retried(ShopifyError reason) {
                registry.counter("stocktide.lookup.retries", "reason", lower(reason))
                        .increment();
            }

            @Override
            public void throttled() {
                countThrottled("lookup");
            }

            @Override
            public void spent(double points) {
                countPoints("lookup", points);
            }
        };
    }

    /** A batch is done with; counted once its delivery is durable. */
    public void delivered(Delivery.Outcome outcome) {
        registry.counter("stocktide.mutations", "outcome", lower(outcome)).increment();
    }

    /** A batch whose key Shopify has forgotten has found its end. */
    public void keyExpired(Delivery.Outcome outcome) {
        registry.counter("stocktide.keys.expired", "outcome", lower(outcome)).increment();
    }

    /** A batch went to its partition's end, since its shop could not take it. */
    public void putOff(ShopifyError reason) {
        registry.counter("stocktide.batches.put.off", "reason", lower(reason)).increment();
    }

    /** A record of {@code batches} that is no batch. */
    public void malformedBatch() {
        registry.counter("stocktide.mutations", "outcome", "malformed").increment();
    }

    /** @param outcome {@code answered}, {@code not_found}, {@code failed} or {@code malformed} */
    public void lookedUp(String outcome, int lookups) {
        registry.counter("stocktide.lookups", "outcome", outcome).increment(lookups);
    }

    /** @param what {@code changes}, {@code sweep} or {@code failed} */
    public void reconciled(String what, long items) {
        registry.counter("stocktide.reconciliations", "what", what).increment();
        registry.counter("stocktide.reconciled.items", "what", what).increment(items);
    }

    public void acceptedToShopify(Duration elapsed) {
        acceptedToShopify.record(elapsed);
    }

    /** Watches how many shops have work of a topic under way. */
    public void watchLanes(String topic, Supplier<Number> busy) {
        Gauge.builder("stocktide.lanes.busy", busy)
                .description("Shops with work under way")
                .tag("topic", topic)
                .register(registry);
    }

    /** Watches how many of the shops are in each state, and the longest time that any takes to drain. */
    public void watchShops(ToDoubleFunction<SyncStatus.State> inState, Supplier<Number> longestDrainSeconds) {
        for (SyncStatus.State state : SyncStatus.State.values()) {
            Gauge.builder("stocktide.shops", () -> inState.applyAsDouble(state))
                    .description("Shops by what calls to them come to")
                    .tag("state", lower(state))
                    .register(registry);
        }
        Gauge.builder("stocktide.drain.seconds.max", longestDrainSeconds)
                .description("The longest that any shop will take to have all that waits delivered")
                .register(registry);
    }

    private void countPoints(String purpose, double points) {
        registry.counter("stocktide.cost.points", "purpose", purpose).increment(points);
    }

    private void countThrottled(String purpose) {
        registry.counter("stocktide.throttled", "purpose", purpose).increment();
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
