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

    /** Partition 0 is always far ahead, so that it is not taken for the other. */
    private void ends(long atNanos, long... ends) {
        ring.add(new LagRing.Sample(atNanos, new long[][] {{1_000, 1_000}, ends}));
    }

    private static long[] last(long... offsets) {
        return offsets;
    }
}
