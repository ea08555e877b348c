package io.stocktide.topology.overview;

import io.stocktide.schemas.value.LatencyCounts;
import io.stocktide.schemas.value.Pulse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What all instances together did in five seconds of the clock. Bounded, whatever lies on the topic. */
final class Slot {
    private static final int MAX_INSTANCES = 200;
    private static final int MAX_SHOPS = 200;
    private static final double MILLIS = 1_000;

    final long number;
    final long[] ackMillis = new long[LatencyCounts.BUCKETS];
    final long[] stockMillis = new long[LatencyCounts.BUCKETS];
    final long[] shopifyMillis = new long[LatencyCounts.BUCKETS];
    double webhooksPerSecond;
    double channelEventsPerSecond;
    double duplicatesPerSecond;
    double mutationsPerSecond;
    long deadLetters;
    long lagRecords;
    private final Set<String> told = new HashSet<>();
    private final Map<String, Long> mismatches = new HashMap<>();

    /** @param number how many slots are before it, since 1970 */
    Slot(long number) {
        this.number = number;
    }

    /** Once for each instance, however often it comes. */
    void add(String instance, Pulse pulse) {
        if (told.size() >= MAX_INSTANCES || !told.add(instance)) {
            return;
        }
        double perSecond = MILLIS / pulse.periodMillis();
        Pulse.Counts counts = pulse.counts();
        webhooksPerSecond += counts.webhooks() * perSecond;
        channelEventsPerSecond += counts.channelEvents() * perSecond;
        duplicatesPerSecond += counts.duplicates() * perSecond;
        mutationsPerSecond += counts.mutations() * perSecond;
        deadLetters += counts.deadLetters();
        lagRecords += pulse.state() == null ? 0 : pulse.state().lagRecords();
        add(pulse.ackMillis(), ackMillis);
        add(pulse.acceptedToStockMillis(), stockMillis);
        add(pulse.acceptedToShopifyMillis(), shopifyMillis);
        pulse.mismatches().forEach(this::addMismatches);
    }

    private static void add(LatencyCounts counts, long[] sums) {
        if (counts != null) {
            counts.addTo(sums);
        }
    }

    private void addMismatches(String shop, long count) {
        if (mismatches.size() < MAX_SHOPS || mismatches.containsKey(shop)) {
            mismatches.merge(shop, count, Long::sum);
        }
    }

    void addMismatchesTo(Map<String, Long> byShop) {
        mismatches.forEach((shop, count) -> byShop.merge(shop, count, Long::sum));
    }
}
