package io.stocktide.sink.reconcile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * When each shop is due. The slots of the shops are spread over the interval by a hash, and are the same for every
 * instance and after every restart. Not safe for several threads.
 */
final class Timetable {
    /** What is to be read. */
    sealed interface Due {
        /** Everything. */
        record Sweep() implements Due {}

        /** What has changed since. */
        record Changes(Instant since) implements Due {}
    }

    /** An owner that is new does not know how long nobody had the shop. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofHours(6);

    private record Slots(long changes, long sweep) {}

    private final ReconcileSettings settings;
    private final Map<String, Slots> done = new HashMap<>();

    Timetable(ReconcileSettings settings) {
        this.settings = settings;
    }

    /** What is due of the shop now, empty for nothing; with the answer it counts as done. */
    Optional<Due> take(String shop, Instant now) {
        if (settings.interval().isZero()) {
            return Optional.empty();
        }
        Slots slots = new Slots(slot(shop, now, settings.interval()), slot(shop, now, settings.sweepInterval()));
        Slots before = done.put(shop, slots);
        if (before == null) {
            return Optional.of(new Due.Changes(now.minus(FIRST_LOOK_BACK)));
        }
        if (before.sweep() != slots.sweep()) {
            return Optional.of(new Due.Sweep());
        }
        return before.changes() == slots.changes()
                ? Optional.empty()
                // Twice, since what Shopify changed may be found by its search a while later.
                : Optional.of(new Due.Changes(now.minus(settings.interval().multipliedBy(2))));
    }

    void forget(String shop) {
        done.remove(shop);
    }

    private static long slot(String shop, Instant now, Duration every) {
        CRC32 hash = new CRC32();
        hash.update(shop.getBytes(StandardCharsets.UTF_8));
        long millis = every.toMillis();
        return Math.floorDiv(now.toEpochMilli() + hash.getValue() % millis, millis);
    }
}
