package io.stocktide.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class DownHostsTest {
    private static final HostInfo HOST = new HostInfo("a", 1);

    private final AtomicLong nanos = new AtomicLong();
    private final DownHosts down = new DownHosts(nanos::get);

    @Test
    void one_that_did_not_answer_is_left_alone_for_a_while_and_then_tried_again() {
        down.add(HOST);
        assertThat(down.contains(HOST)).isTrue();
        assertThat(down.contains(new HostInfo("a", 2))).isFalse();

        nanos.addAndGet(Duration.ofMillis(1_400).toNanos());
        assertThat(down.contains(HOST)).isTrue();

        nanos.addAndGet(Duration.ofMillis(200).toNanos());
        assertThat(down.contains(HOST)).isFalse();
    }

    @Test
    void one_that_answers_is_down_no_more() {
        down.add(HOST);
        down.remove(HOST);

        assertThat(down.contains(HOST)).isFalse();
    }
}
