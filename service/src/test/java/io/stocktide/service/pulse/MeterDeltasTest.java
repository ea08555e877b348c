package io.stocktide.service.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stocktide.schemas.value.LatencyCounts;
import io.stocktide.service.metrics.Metrics;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterDeltasTest {
    private final Metrics metrics = new Metrics();
    private final MeterRegistry registry = metrics.registry();
    private final MeterDeltas meters = new MeterDeltas(registry);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void what_was_counted_before_is_not_told_again() {
        registry.counter("c", "outcome", "accepted").increment(3);
        registry.counter("c", "outcome", "refused").increment(2);

        assertThat(meters.count("c")).isEqualTo(5);
        assertThat(meters.count("c", "outcome", "accepted")).isEqualTo(3);
        registry.counter("c", "outcome", "accepted").increment();
        assertThat(meters.count("c")).isEqualTo(1);
        assertThat(meters.count("c", "outcome", "accepted")).isEqualTo(1);
        assertThat(meters.count("never")).isZero();
    }

    @Test
    void latencies_are_those_since_the_last_time_and_none_where_nothing_was_measured() {
        Timer timer = Timer.builder("t")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry);
        timer.record(Duration.ofMillis(500));
        assertThat(meters.latencies("t").total()).isEqualTo(1);

        for (int i = 0; i < 100; i++) {
            timer.record(Duration.ofMillis(20));
        }
        LatencyCounts since = meters.latencies("t");

        assertThat(since.total()).isEqualTo(100);
        assertThat(since.percentileMillis(0.99).orElseThrow()).isBetween(14.0, 33.0);
        assertThat(meters.latencies("t")).isNull();
        assertThat(meters.latencies("never")).isNull();
    }

    @Test
    void what_takes_longer_than_the_timer_expects_is_counted_too() {
        Timer timer = Timer.builder("t")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofSeconds(1))
                .register(registry);
        timer.record(Duration.ofMinutes(10));

        assertThat(meters.latencies("t").counts()).hasSize(LatencyCounts.BUCKETS);
    }
}
