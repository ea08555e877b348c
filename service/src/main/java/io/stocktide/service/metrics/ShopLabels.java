package io.stocktide.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which shops have a label of their own: so many of those of which most is heard. All others are counted together, as
 * {@value #OTHER}, so that the number of time series does not grow with the number of shops.
 *
 * <p>The first to be heard of get the labels. Every ten minutes one that has none takes the place of one that has, where
 * at least twice as much was heard of it meanwhile: a label that moves to and fro would cost as much as one for each
 * shop. What was counted of a shop before it got its label, or by one that it has lost, is in {@value #OTHER}.
 */
public final class ShopLabels {
    /** The label of all shops that have none of their own. No shop's domain is so short. */
    public static final String OTHER = "other";

    public static final int DEFAULT_MOST = 10;
    /** Each label is some dozen time series in each process. */
    public static final int LARGEST_MOST = 1000;

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int CANDIDATES_PER_LABEL = 10;

    /** What is kept by label. */
    interface Family {
        void entered(String shop);

        void left(String shop);
    }

    private static final class Heard {
        private long times;
    }

    private final int most;
    private final LongSupplier nanoClock;
    private final Map<String, Heard> labelled = new HashMap<>();
    /** The most frequent of the others, by Misra and Gries: none that stands out is missed, whatever their number. */
    private final Map<String, Heard> candidates = new HashMap<>();

    private final List<Family> families = new ArrayList<>();
    private long windowBeganNanos;

    /** @param most how many shops have a label of their own, 0 to {@link #LARGEST_MOST} */
    public ShopLabels(int most) {
        this(most, System::nanoTime);
    }

    ShopLabels(int most, LongSupplier nanoClock) {
        if (most < 0 || most > LARGEST_MOST) {
            throw new IllegalArgumentException("from 0 to " + LARGEST_MOST + " shops may have labels: " + most);
        }
        this.most = most;
        this.nanoClock = nanoClock;
        this.windowBeganNanos = nanoClock.getAsLong();
    }

    /** Counters of each shop, and one for all others. */
    public ShopCounters counters(MeterRegistry registry, String name, String description) {
        return counters(registry, name, description, "", List.of(""));
    }

    /** The same, parted by another label whose values are all known. */
    public ShopCounters counters(
            MeterRegistry registry, String name, String description, String label, List<String> values) {
        ShopCounters counters = new ShopCounters(this, registry, name, description, label, values);
        add(counters);
        return counters;
    }

    synchronized void add(Family family) {
        families.add(family);
        labelled.keySet().forEach(family::entered);
    }

    /** Those with a label of their own. */
    synchronized Set<String> shops() {
        return Set.copyOf(labelled.keySet());
    }

    /** Something was heard of a shop. Returns whether it has a label of its own. To be called under the lock of this. */
    boolean hear(String shop) {
        Heard heard = labelled.get(shop);
        if (heard != null) {
            heard.times++;
            return true;
        }
        if (labelled.size() < most) {
            enter(shop);
            return true;
        }
        if (most > 0) {
            hearCandidate(shop);
            rankAfterWindow();
        }
        return labelled.containsKey(shop);
    }

    private void hearCandidate(String shop) {
        Heard heard = candidates.get(shop);
        if (heard != null) {
            heard.times++;
        } else if (candidates.size() < most * CANDIDATES_PER_LABEL) {
            candidates.computeIfAbsent(shop, unused -> new Heard()).times++;
        } else {
            candidates.values().removeIf(candidate -> --candidate.times == 0);
        }
    }

    private void rankAfterWindow() {
        long nowNanos = nanoClock.getAsLong();
        if (nowNanos - windowBeganNanos < WINDOW.toNanos()) {
            return;
        }
        windowBeganNanos = nowNanos;
        String best = extreme(candidates, 1);
        String least = extreme(labelled, -1);
        // There is none where all candidates have just outweighed each other.
        if (best != null && candidates.get(best).times >= 2 * Math.max(1, labelled.get(least).times)) {
            labelled.remove(least);
            families.forEach(family -> family.left(least));
            enter(best);
        }
        candidates.clear();
        labelled.values().forEach(heard -> heard.times = 0);
    }

    private static String extreme(Map<String, Heard> of, int sign) {
        return of.entrySet().stream()
                .max((a, b) -> sign * Long.compare(a.getValue().times, b.getValue().times))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private void enter(String shop) {
        labelled.put(shop, new Heard());
        families.forEach(family -> family.entered(shop));
    }
}
