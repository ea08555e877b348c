package io.stocktide.topology.overview;

import static io.stocktide.topology.overview.Pulses.NOW;
import static io.stocktide.topology.overview.Pulses.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.Overview.Point;
import io.stocktide.schemas.value.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PulseHistoryTest {
    private final PulseHistory history = new PulseHistory();

    private void add(Pulse pulse, Instant now) {
        history.add(Pulses.key(pulse), pulse, now);
    }

    private static Instant ago(long seconds) {
        // In the middle of the slot, as pulses come.
        return NOW.minusMillis(2_000).minusSeconds(seconds);
    }

    @Test
    void what_the_instances_of_a_role_did_in_the_same_seconds_adds_up() {
        add(Pulses.ingest("a", ago(0), 50), NOW);
        add(Pulses.ingest("b", ago(0), 25), NOW);

        assertThat(history.points(NOW))
                .singleElement()
                .extracting(Point::webhooksPerSecond)
                .isEqualTo(15.0);
        assertThat(history.percentiles(NOW, slot -> slot.ackMillis).p50()).isBetween(2.8, 4.0);
    }

    @Test
    void a_pulse_that_comes_twice_counts_once() {
        Pulse pulse = Pulses.ingest("a", ago(0), 50);
        add(pulse, NOW);
        add(pulse, NOW);

        assertThat(history.newest(NOW))
                .singleElement()
                .extracting(Point::webhooksPerSecond)
                .isEqualTo(10.0);
    }

    @Test
    void a_rate_is_over_the_last_fifteen_seconds_whether_or_not_anything_was_told() {
        add(Pulses.ingest("a", ago(0), 30), NOW);
        add(Pulses.ingest("a", ago(15), 3_000), NOW);

        assertThat(history.rate(NOW, slot -> slot.webhooksPerSecond)).isEqualTo(2.0);
    }

    @Test
    void the_last_hour_is_kept_in_the_order_of_time_and_nothing_older() {
        for (long seconds = 2 * 3_600; seconds >= 0; seconds -= 5) {
            add(Pulses.ingest("a", ago(seconds), seconds), ago(seconds).plusSeconds(2));
        }

        assertThat(history.points(NOW))
                .hasSize(PulseHistory.SLOTS)
                .extracting(Point::at)
                .isSorted();
        assertThat(history.points(NOW).get(0).at())
                .isAfterOrEqualTo(NOW.minus(Duration.ofHours(1)).minusSeconds(5));
    }

    @Test
    void an_hour_without_a_pulse_leaves_nothing_to_show() {
        add(Pulses.ingest("a", ago(0), 50), NOW);
        Instant later = NOW.plus(Duration.ofHours(1)).plusSeconds(5);

        assertThat(history.points(later)).isEmpty();
        assertThat(history.percentiles(later, slot -> slot.ackMillis)).isNull();
    }

    @Test
    void a_pulse_of_a_time_that_is_to_come_or_long_gone_is_passed_over() {
        add(Pulses.ingest("a", NOW.plus(Duration.ofHours(1)), 50), NOW);
        add(Pulses.ingest("a", NOW.minus(Duration.ofHours(2)), 50), NOW);

        assertThat(history.points(NOW)).isEmpty();
        assertThat(history.points(NOW.plus(Duration.ofHours(1)).plusSeconds(10)))
                .isEmpty();
    }

    @Test
    void a_shops_mismatches_are_those_of_the_last_hour() {
        add(Pulses.topology("a", ago(3_000), null, Map.of(SHOP, 2L)), NOW);
        add(Pulses.topology("b", ago(10), null, Map.of(SHOP, 3L, "other", 9L)), NOW);

        assertThat(history.mismatches(NOW)).containsOnly(Map.entry(SHOP, 5L), Map.entry("other", 9L));
        assertThat(history.mismatches(NOW.plusSeconds(1_800))).containsEntry(SHOP, 3L);
    }
}
