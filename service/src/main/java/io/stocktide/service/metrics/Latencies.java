package io.stocktide.service.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** Timers as histograms: fine buckets for percentiles, and among them the bounds that objectives are set at. */
public final class Latencies {
    private static final Duration[] OBJECTIVES = Stream.of(
                    5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private Latencies() {}

    /** From a millisecond to the longest that is told apart, which is a minute at least or one of the objectives. */
    public static Timer.Builder timer(String name, String description, Duration longest) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .serviceLevelObjectives(Stream.of(OBJECTIVES)
                        .filter(objective -> objective.compareTo(longest) <= 0)
                        .toArray(Duration[]::new))
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(longest);
    }
}
