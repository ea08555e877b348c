package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateBoundTest {
    @Test
    void so_many_pass_in_a_second_and_as_many_in_the_next() {
        RateBound bound = new RateBound(2);

        assertThat(bound.allows(7)).isTrue();
        assertThat(bound.allows(7)).isTrue();
        assertThat(bound.allows(7)).isFalse();
        assertThat(bound.allows(8)).isTrue();
    }
}
