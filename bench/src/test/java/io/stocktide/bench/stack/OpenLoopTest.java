package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long STALL_MILLIS = 200;

    @Test
    void what_a_stall_keeps_from_being_sent_has_waited_since_it_was_due() throws Exception {
        OpenLoop.Seen seen = OpenLoop.run(1_000, 0.2, (number, answered) -> {
            if (number == 0) {
                stall();
            }
            answered.accepted(true);
        });

        assertThat(seen.millisAt(100)).isGreaterThanOrEqualTo(STALL_MILLIS * 0.99);
        assertThat(seen.millisAt(50)).isGreaterThan(STALL_MILLIS * 0.4);
    }

    @Test
    void a_load_that_is_behind_its_schedule_at_the_end_says_so() throws Exception {
        OpenLoop.Seen late = OpenLoop.run(1_000, 0.01, (number, answered) -> {
            if (number == 0) {
                stall();
            }
            answered.accepted(true);
        });

        assertThat(late.isOnTime()).isFalse();
    }

    @Test
    void what_was_refused_is_offered_and_not_accepted() throws Exception {
        OpenLoop.Seen seen = OpenLoop.run(1_000, 0.1, (number, answered) -> answered.accepted(number % 4 == 0));

        assertThat(seen.offered()).isEqualTo(100);
        assertThat(seen.accepted()).isEqualTo(25);
        assertThat(seen.latencyMicros().getTotalCount()).isEqualTo(25);
        assertThat(seen.offeredPerSecond()).isEqualTo(1_000);
        assertThat(seen.acceptedPerSecond()).isEqualTo(250);
    }

    /** What a pause of the collector does. */
    private static void stall() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STALL_MILLIS);
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
