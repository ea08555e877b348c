package io.stocktide.sink.measure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.service.metrics.ShopCounters;
import io.stocktide.service.metrics.ShopLabels;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.ShopifyError;
import java.time.Duration;

/** Counts calls by what they are for. */
final class CallCounts {
    private final MeterRegistry registry;
    private final Timer mutation;
    private final ShopCounters shopPoints;

    CallCounts(MeterRegistry registry, ShopLabels shops, Timer mutation) {
        this.registry = registry;
        this.mutation = mutation;
        this.shopPoints =
                shops.counters(registry, "stocktide.shop.cost.points", "Points that calls have cost, by shop");
    }

    CallEvents deliveries() {
        return new Counts("delivery");
    }

    CallEvents lookups() {
        return new Counts("lookup");
    }

    private final class Counts implements CallEvents {
        private final EnumCounters<ShopifyError> retries;
        private final Counter throttled;
        private final Counter points;

        Counts(String purpose) {
            retries = new EnumCounters<>(
                    registry, "stocktide." + purpose + ".retries", "Calls tried again", "reason", ShopifyError.class);
            throttled = counter("stocktide.throttled", "Calls that Shopify has throttled", purpose);
            points = counter("stocktide.cost.points", "Points that calls have cost", purpose);
        }

        private Counter counter(String name, String description, String purpose) {
            return Counter.builder(name)
                    .description(description)
                    .tag("purpose", purpose)
                    .register(registry);
        }

        @Override
        public void answered(Document document, Duration elapsed) {
            if (document.mutation()) {
                mutation.record(elapsed);
            }
        }

        @Override
        public void retried(ShopifyError reason) {
            retries.increment(reason);
        }

        @Override
        public void throttled() {
            throttled.increment();
        }

        @Override
        public void spent(String shop, double cost) {
            points.increment(cost);
            shopPoints.increment(shop, cost);
        }
    }
}
