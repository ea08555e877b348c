package io.stocktide.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer timer = Timer.builder("a.timer")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(2))
            .register(registry);

    private void record(long millis) {
        timer.record(Duration.ofMillis(millis));
    }

    @Test
    void a_timer_that_recorded_nothing_or_is_none_has_no_latency() {
        assertThat(Latency.of(registry, "a.timer")).isEqualTo(new Latency(0, 0, 0, 0, 0));
        assertThat(Latency.of(registry, "another")).isEqualTo(new Latency(0, 0, 0, 0, 0));
    }

    @Test
    void percentiles_are_those_of_what_was_recorded_to_a_fifth() {
        for (long millis = 1; millis <= 1000; millis++) {
            record(millis);
        }

        Latency latency = Latency.of(registry, "a.timer");

        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.p50Millis()).isCloseTo(500, within(100.0));
        assertThat(latency.p95Millis()).isCloseTo(950, within(190.0));
        assertThat(latency.p99Millis()).isCloseTo(990, within(198.0));
        assertThat(latency.maxMillis()).isCloseTo(1000, within(1.0));
    }

    @Test
    void one_slow_call_in_a_hundred_moves_no_median() {
        for (int i = 0; i < 99; i++) {
            record(10);
        }
        record(5_000);

        Latency latency = Latency.of(registry, "a.timer");

        assertThat(latency.p50Millis()).isBetween(8.0, 13.0);
        assertThat(latency.p95Millis()).isBetween(8.0, 13.0);
        assertThat(latency.maxMillis()).isCloseTo(5_000, within(1.0));
    }

    @Test
    void percentiles_never_fall_as_the_share_rises_nor_pass_the_longest() {
        for (int i = 0; i < 50; i++) {
            record(1 + (i * 37) % 400);
        }

        Latency latency = Latency.of(registry, "a.timer");

        assertThat(latency.p50Millis()).isLessThanOrEqualTo(latency.p95Millis());
        assertThat(latency.p95Millis()).isLessThanOrEqualTo(latency.p99Millis());
    }
}
