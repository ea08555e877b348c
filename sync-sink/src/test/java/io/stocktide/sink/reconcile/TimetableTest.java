package io.stocktide.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.sink.reconcile.Timetable.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final String SHOP = "a-shop.myshopify.com";

    private final Timetable timetable = new Timetable(ReconcileSettings.defaults());

    @Test
    void whoever_has_just_come_to_own_a_shop_looks_back_some_hours_at_once() {
        assertThat(timetable.take(SHOP, START)).contains(new Due.Changes(START.minus(Duration.ofHours(6))));
        assertThat(timetable.take(SHOP, START)).isEmpty();

        timetable.forget(SHOP);
        assertThat(timetable.take(SHOP, START)).isPresent();
    }

    @Test
    void changes_are_read_every_quarter_of_an_hour_and_everything_once_a_day() {
        assertThat(timetable.take(SHOP, START)).isPresent();

        List<Due> day = new ArrayList<>();
        for (int minute = 1; minute <= 24 * 60; minute++) {
            timetable.take(SHOP, START.plus(Duration.ofMinutes(minute))).ifPresent(day::add);
        }

        assertThat(day).hasSize(96);
        assertThat(day).filteredOn(Due.Sweep.class::isInstance).hasSize(1);
    }

    @Test
    void shops_are_spread_over_the_interval() {
        Set<Integer> minutes = new HashSet<>();
        for (int minute = 0; minute <= 15; minute++) {
            Instant now = START.plus(Duration.ofMinutes(minute));
            int at = minute;
            IntStream.range(0, 200).forEach(n -> {
                if (timetable.take("shop-" + n, now).isPresent() && at > 0) {
                    minutes.add(at);
                }
            });
        }

        assertThat(minutes).hasSizeGreaterThan(12);
    }
}
