package io.stocktide.bench.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** When what happened to each call, by {@link System#nanoTime} of this process; ids are the calls'. */
final class Timeline {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(5);

    /** What happens to a call once it is accepted. */
    enum Step {
        COUNTED,
        FORMED,
        SENT
    }

    /**
     * A call that was accepted.
     *
     * @param answer the body of the answer
     */
    record Accepted(Mix.Call call, byte[] answer, long nanos) {}

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Map<Step, Map<String, Long>> steps = new HashMap<>();

    Timeline() {
        for (Step step : Step.values()) {
            steps.put(step, new ConcurrentHashMap<>());
        }
    }

    void accepted(Mix.Call call, byte[] answer) {
        accepted.put(call.id(), new Accepted(call, answer, System.nanoTime()));
    }

    /** Of what happens twice, the first counts. */
    void happened(Step step, String id, long nanos) {
        steps.get(step).putIfAbsent(id, nanos);
    }

    boolean allHave(Step step) {
        return steps.get(step).keySet().containsAll(accepted.keySet());
    }

    Iterable<Accepted> accepted() {
        return accepted.values();
    }

    /** Forgets what has been accepted so far: it was to warm up. */
    void begin() {
        accepted.clear();
    }

    /**
     * From the answer to the step, in microseconds; what was seen before the answer came counts as 0. Throws {@link
     * IllegalStateException} where it never happened to one.
     *
     * @param salesOnly whether orders are left out, which lead to no mutation
     */
    Histogram micros(Step step, boolean salesOnly) {
        Histogram micros = new Histogram(MAX_MICROS, 3);
        for (Accepted each : accepted.values()) {
            if (!salesOnly || each.call().isSale()) {
                Long at = steps.get(step).get(each.call().id());
                if (at == null) {
                    throw new IllegalStateException(each.call().id() + " was accepted and never " + step);
                }
                micros.recordValue(Math.min(MAX_MICROS, Math.max(0, (at - each.nanos()) / 1_000)));
            }
        }
        return micros;
    }
}
