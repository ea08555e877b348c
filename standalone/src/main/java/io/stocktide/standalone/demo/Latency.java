package io.stocktide.standalone.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.concurrent.TimeUnit;

/** Percentiles of a timer in milliseconds, read from its histogram: exact to the width of a bucket. */
public record Latency(long count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {
    /** All zero where the timer has recorded nothing. */
    static Latency of(MeterRegistry registry, String timerName) {
        Timer timer = registry.find(timerName).timer();
        if (timer == null || timer.count() == 0) {
            return new Latency(0, 0, 0, 0, 0);
        }
        HistogramSnapshot snapshot = timer.takeSnapshot();
        return new Latency(
                snapshot.count(),
                percentile(snapshot, 0.50),
                percentile(snapshot, 0.95),
                percentile(snapshot, 0.99),
                snapshot.max(TimeUnit.MILLISECONDS));
    }

    private static double percentile(HistogramSnapshot snapshot, double share) {
        double rank = share * snapshot.count();
        double lowerMillis = 0;
        double below = 0;
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            double upperMillis = bucket.bucket(TimeUnit.MILLISECONDS);
            if (bucket.count() >= rank) {
                double inBucket = bucket.count() - below;
                return lowerMillis + (upperMillis - lowerMillis) * (inBucket == 0 ? 0 : (rank - below) / inBucket);
            }
            lowerMillis = upperMillis;
            below = bucket.count();
        }
        return snapshot.max(TimeUnit.MILLISECONDS);
    }
}
