package io.stocktide.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagRingTest {
    private static final int PARTITION = 1;

    private final LagRing ring = new LagRing(3);

    @Test
    void what_contains_the_ends_of_a_moment_is_no_older_than_that_moment() {
        ends(100, 5, 3);
        ends(200, 7, 3);
        ends(300, 9, 3);

        assertThat(ring.containedNanos(PARTITION, last(8, 2))).hasValue(300);
        assertThat(ring.containedNanos(PARTITION, last(7, 2))).hasValue(200);
        assertThat(ring.containedNanos(PARTITION, last(4, 2))).hasValue(100);
    }

    @Test
    void one_input_that_is_behind_makes_all_of_it_as_old() {
        ends(100, 5, 3);
        ends(200, 5, 4);

        assertThat(ring.containedNanos(PARTITION, last(4, 2))).hasValue(100);
    }

    @Test
    void what_is_further_behind_than_the_ring_reaches_has_no_age() {
        ends(100, 5, 3);
        assertThat(ring.containedNanos(PARTITION, last(4, 2))).hasValue(100);

        ends(200, 7, 3);
        ends(300, 9, 3);
        ends(400, 11, 3);

        assertThat(ring.containedNanos(PARTITION, last(4, 2))).isEmpty();
        assertThat(ring.containedNanos(PARTITION, last(-1, -1))).isEmpty();
    }

    @Test
    void a_copy_that_is_empty_contains_what_had_nothing_to_read() {
        ends(100, 0, 0);

        assertThat(ring.containedNanos(PARTITION, last(-1, -1))).hasValue(100);
    }

    @Test
    void nothing_has_an_age_before_the_first_sample_or_where_the_partition_is_unknown() {
        assertThat(ring.containedNanos(PARTITION, last(8, 2))).isEmpty();
        assertThat(ring.newestNanos()).isEmpty();

        ends(100, 0, 0);

        assertThat(ring.containedNanos(2, last(8, 2))).isEmpty();
        assertThat(ring.newestNanos()).hasValue(100);
    }

    @Test
    void each_input_is_as_far_behind_as_its_own_end_says() {
        ends(100, 5, 3);
        ends(200, 9, 3);

        assertThat(ring.recordsBehind(PARTITION, 0, 5)).hasValue(3);
        assertThat(ring.recordsBehind(PARTITION, 0, 8)).hasValue(0);
        assertThat(ring.recordsBehind(PARTITION, 0, 20)).hasValue(0);
        assertThat(ring.recordsBehind(PARTITION, 1, 2)).hasValue(0);
        assertThat(ring.containedNanos(PARTITION, 0, 5)).hasValue(100);
        assertThat(ring.containedNanos(PARTITION, 1, 2)).hasValue(200);
    }

    @Test
    void how_far_an_input_is_behind_is_unknown_before_the_first_sample_and_where_the_partition_is() {
        assertThat(ring.recordsBehind(PARTITION, 0, 5)).isEmpty();

        ends(100, 5, 3);

        assertThat(ring.recordsBehind(2, 0, 5)).isEmpty();
        assertThat(ring.containedNanos(PARTITION, 0, 3)).isEmpty();
    }

    /** Partition 0 is always far ahead, so that it is not taken for the other. */
    private void ends(long atNanos, long... ends) {
        ring.add(new LagRing.Sample(atNanos, new long[][] {{1_000, 1_000}, ends}));
    }

    private static long[] last(long... offsets) {
        return offsets;
    }
}
