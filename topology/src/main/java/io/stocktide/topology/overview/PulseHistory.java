package io.stocktide.topology.overview;

import io.stocktide.schemas.rest.Overview.Percentiles;
import io.stocktide.schemas.rest.Overview.Point;
import io.stocktide.schemas.value.LatencyCounts;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.pulse.PulsePublisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The last hour in slots of five seconds, added up over all instances. */
final class PulseHistory {
    static final int SLOTS = 720;
    private static final long SLOT_MILLIS = PulsePublisher.PERIOD.toMillis();
    /** Pulses come in the middle of their slot, and take a moment. */
    private static final long COMPLETE_AFTER_MILLIS = 3_500;
    /** A clock that is ahead by more tells of a time that nobody can show. */
    private static final long MAX_AHEAD_SLOTS = 12;

    private static final int SLOTS_A_RATE = 3;
    private static final int SLOTS_A_MINUTE = 12;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;
    private static final double ROUNDING = 1_000;

    private final Slot[] ring = new Slot[SLOTS];

    synchronized void add(String instance, Pulse pulse, Instant now) {
        long number = Math.floorDiv(pulse.at().toEpochMilli(), SLOT_MILLIS);
        long current = Math.floorDiv(now.toEpochMilli(), SLOT_MILLIS);
        if (number > current + MAX_AHEAD_SLOTS || number <= current - SLOTS) {
            return;
        }
        int place = Math.floorMod(number, SLOTS);
        if (ring[place] == null || ring[place].number < number) {
            ring[place] = new Slot(number);
        }
        if (ring[place].number == number) {
            ring[place].add(instance, pulse);
        }
    }

    /** All points of the last hour, the oldest first; slots of which nobody has told are left out. */
    synchronized List<Point> points(Instant now) {
        List<Point> points = new ArrayList<>();
        newestSlots(now, SLOTS).forEach(slot -> points.add(0, point(slot)));
        return points;
    }

    /** The newest point alone; empty where nobody has told of the last minute. */
    synchronized List<Point> newest(Instant now) {
        return newestSlots(now, SLOTS_A_MINUTE).stream()
                .limit(1)
                .map(PulseHistory::point)
                .toList();
    }

    /** How often it happens in a second, over the last slots that are complete. */
    synchronized double rate(Instant now, ToDoubleFunction<Slot> perSecond) {
        return round(
                newestSlots(now, SLOTS_A_RATE).stream().mapToDouble(perSecond).sum() / SLOTS_A_RATE);
    }

    /** In the last minute. */
    synchronized long deadLetters(Instant now) {
        return newestSlots(now, SLOTS_A_MINUTE).stream()
                .mapToLong(slot -> slot.deadLetters)
                .sum();
    }

    /** Over the last minute; null where nothing was measured. */
    synchronized Percentiles percentiles(Instant now, Function<Slot, long[]> counts) {
        long[] sums = new long[LatencyCounts.BUCKETS];
        newestSlots(now, SLOTS_A_MINUTE)
                .forEach(slot -> LatencyCounts.of(counts.apply(slot)).addTo(sums));
        LatencyCounts all = LatencyCounts.of(sums);
        OptionalDouble median = all.percentileMillis(P50);
        return median.isEmpty()
                ? null
                : new Percentiles(
                        round(median.getAsDouble()),
                        round(all.percentileMillis(P99).orElseThrow()));
    }

    /** Levels that were corrected in the last hour, by shop; those without any are left out. */
    synchronized Map<String, Long> mismatches(Instant now) {
        Map<String, Long> byShop = new HashMap<>();
        newestSlots(now, SLOTS).forEach(slot -> slot.addMismatchesTo(byShop));
        return byShop;
    }

    /** Those of the last so many that are complete and of which somebody has told, the newest first. */
    private List<Slot> newestSlots(Instant now, int count) {
        long newest = Math.floorDiv(now.toEpochMilli() - COMPLETE_AFTER_MILLIS, SLOT_MILLIS);
        List<Slot> slots = new ArrayList<>();
        for (long number = newest; number > newest - count; number--) {
            Slot slot = ring[Math.floorMod(number, SLOTS)];
            if (slot != null && slot.number == number) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static Point point(Slot slot) {
        return new Point(
                Instant.ofEpochMilli(slot.number * SLOT_MILLIS),
                round(slot.webhooksPerSecond),
                p99(slot.stockMillis),
                p99(slot.shopifyMillis),
                slot.lagRecords,
                slot.deadLetters,
                round(slot.mutationsPerSecond));
    }

    private static Double p99(long[] counts) {
        OptionalDouble p99 = LatencyCounts.of(counts).percentileMillis(P99);
        return p99.isPresent() ? Double.valueOf(round(p99.getAsDouble())) : null;
    }

    private static double round(double figure) {
        return Math.round(figure * ROUNDING) / ROUNDING;
    }
}
