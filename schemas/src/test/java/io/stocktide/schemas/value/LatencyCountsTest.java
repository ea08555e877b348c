package io.stocktide.schemas.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyCountsTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 6, 100, 2_500, 100_000})
    void a_percentile_is_exact_to_the_width_of_a_bucket(double millis) {
        long[] counts = new long[LatencyCounts.BUCKETS];
        counts[LatencyCounts.bucketOf(millis)] = 10;

        double median = LatencyCounts.of(counts).percentileMillis(0.5).orElseThrow();

        assertThat(median).isBetween(millis <= 1 ? 0 : millis / 1.5, Math.max(1, millis * 1.5));
    }

    @Test
    void what_several_instances_measured_adds_up() {
        long[] sums = new long[LatencyCounts.BUCKETS];
        new LatencyCounts(List.of(90L)).addTo(sums);
        new LatencyCounts(List.of(0L, 0L, 0L, 0L, 10L)).addTo(sums);

        LatencyCounts both = LatencyCounts.of(sums);

        assertThat(both.counts()).containsExactly(90L, 0L, 0L, 0L, 10L);
        assertThat(both.percentileMillis(0.5).orElseThrow()).isLessThanOrEqualTo(1);
        assertThat(both.percentileMillis(0.99).orElseThrow()).isBetween(2.8, 4.0);
    }

    @Test
    void nothing_measured_has_no_percentile() {
        assertThat(LatencyCounts.NONE.percentileMillis(0.5)).isEmpty();
    }

    @Test
    void what_takes_longer_than_any_bound_is_in_the_last_bucket() {
        assertThat(LatencyCounts.bucketOf(1e9)).isEqualTo(LatencyCounts.BUCKETS - 1);
    }

    @Test
    void more_buckets_than_there_are_is_refused() {
        List<Long> tooMany = Collections.nCopies(LatencyCounts.BUCKETS + 1, 0L);

        assertThatThrownBy(() -> new LatencyCounts(tooMany)).isInstanceOf(IllegalArgumentException.class);
    }
}
