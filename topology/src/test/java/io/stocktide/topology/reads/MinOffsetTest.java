package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.AsOf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinOffsetTest {
    @Test
    void an_answer_contains_an_offset_once_it_has_come_as_far() {
        MinOffset wanted = new MinOffset(17, Duration.ZERO);

        assertThat(wanted.isIn(asOf(null))).isFalse();
        assertThat(wanted.isIn(asOf(16L))).isFalse();
        assertThat(wanted.isIn(asOf(17L))).isTrue();
        assertThat(wanted.isIn(asOf(18L))).isTrue();
    }

    @Test
    void the_first_event_is_not_in_an_answer_that_contains_none() {
        assertThat(new MinOffset(0, Duration.ZERO).isIn(asOf(null))).isFalse();
        assertThat(new MinOffset(0, Duration.ZERO).isIn(asOf(0L))).isTrue();
    }

    @Test
    void a_refusal_says_how_far_the_answer_would_have_come() {
        MinOffset wanted = new MinOffset(17, Duration.ZERO);

        assertThat(wanted.notYet(asOf(16L)).status()).isEqualTo(412);
        assertThat(wanted.notYet(asOf(16L)).members()).containsEntry("offset", 16L);
        assertThat(wanted.notYet(asOf(null)).members()).isEmpty();
    }

    private static AsOf asOf(Long offset) {
        return new AsOf(0, offset, 0L, AsOf.Role.ACTIVE);
    }
}
