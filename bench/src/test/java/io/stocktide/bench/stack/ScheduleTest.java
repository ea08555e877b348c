package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void requests_are_due_at_even_distances_from_the_start() {
        Schedule schedule = new Schedule(5_000, 1_000);

        assertThat(schedule.dueNanos(0)).isEqualTo(5_000);
        assertThat(schedule.dueNanos(1)).isEqualTo(1_005_000);
        assertThat(schedule.dueNanos(1_000)).isEqualTo(1_000_005_000);
    }

    @Test
    void a_rate_that_is_no_whole_number_of_nanoseconds_does_not_drift() {
        Schedule schedule = new Schedule(0, 12_345.6);

        assertThat(schedule.dueNanos(123_456)).isEqualTo(10_000_000_000L);
        assertThat(schedule.count(10)).isEqualTo(123_456);
    }

    @Test
    void a_rate_is_above_zero() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Schedule(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
