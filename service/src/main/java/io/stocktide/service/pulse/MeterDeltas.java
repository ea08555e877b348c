package io.stocktide.service.pulse;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.search.Search;
import io.stocktide.schemas.value.LatencyCounts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What meters have counted since they were last asked for. Not for several threads at once. */
public final class MeterDeltas {
    private final MeterRegistry registry;
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, long[]> measured = new HashMap<>();

    public MeterDeltas(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Of all counters of that name. */
    public long count(String meter) {
        return since(meter, registry.find(meter));
    }

    /** Of those counters of that name whose tag has that value. */
    public long count(String meter, String tag, String value) {
        return since(meter + '{' + tag + '=' + value, registry.find(meter).tag(tag, value));
    }

    /** Of those whose tag has one of these values. */
    public long count(String meter, String tag, Collection<String> values) {
        return values.stream().mapToLong(value -> count(meter, tag, value)).sum();
    }

    private long since(String key, Search counters) {
        long now = Math.round(
                counters.counters().stream().mapToDouble(Counter::count).sum());
        Long before = counted.put(key, now);
        return Math.max(0, now - (before == null ? 0 : before));
    }

    /** Of all timers of that name that keep a histogram; null where they have measured nothing. */
    public LatencyCounts latencies(String meter) {
        long[] now = new long[LatencyCounts.BUCKETS];
        registry.find(meter).timers().forEach(timer -> addTo(now, timer));
        long[] before = measured.put(meter, now.clone());
        for (int i = 0; before != null && i < now.length; i++) {
            now[i] = Math.max(0, now[i] - before[i]);
        }
        LatencyCounts latencies = LatencyCounts.of(now);
        return latencies.counts().isEmpty() ? null : latencies;
    }

    /** Micrometer's buckets are as fine as ours or finer, and each counts those below it too. */
    private static void addTo(long[] sums, Timer timer) {
        double below = 0;
        for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
            sums[LatencyCounts.bucketOf(bucket.bucket(TimeUnit.MILLISECONDS))] += Math.round(bucket.count() - below);
            below = bucket.count();
        }
        sums[LatencyCounts.BUCKETS - 1] += Math.max(0, Math.round(timer.count() - below));
    }
}
