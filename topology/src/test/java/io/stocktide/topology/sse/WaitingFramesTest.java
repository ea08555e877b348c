package io.stocktide.topology.sse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingFramesTest {
    @Test
    void no_more_waits_than_the_bounds_allow_in_number_and_in_bytes() {
        WaitingFrames byNumber = new WaitingFrames(2, 1_000);
        assertThat(byNumber.offer(new byte[1])).isTrue();
        assertThat(byNumber.offer(new byte[1])).isTrue();
        assertThat(byNumber.offer(new byte[1])).isFalse();

        WaitingFrames byBytes = new WaitingFrames(1_000, 10);
        assertThat(byBytes.offer(new byte[6])).isTrue();
        assertThat(byBytes.offer(new byte[5])).isFalse();
        assertThat(byBytes.offer(new byte[4])).isTrue();
    }

    @Test
    void what_has_gone_makes_room() {
        WaitingFrames waiting = new WaitingFrames(2, 10);
        byte[] first = new byte[5];
        waiting.offer(first);
        waiting.offer(new byte[5]);
        assertThat(waiting.isHalfEmpty()).isFalse();

        assertThat(waiting.poll()).isSameAs(first);

        assertThat(waiting.isHalfEmpty()).isTrue();
        assertThat(waiting.offer(new byte[5])).isTrue();
    }

    @Test
    void one_that_is_larger_than_the_bound_waits_alone() {
        WaitingFrames waiting = new WaitingFrames(10, 10);

        assertThat(waiting.offer(new byte[100])).isTrue();
        assertThat(waiting.offer(new byte[1])).isFalse();
        waiting.poll();
        assertThat(waiting.offer(new byte[1])).isTrue();
    }
}
