package io.stocktide.topology.overview;

import static io.stocktide.topology.overview.Pulses.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.Overview.Instance;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.topology.jobs.JobBoard;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstanceBoardTest {
    private final InstanceBoard board = new InstanceBoard();

    private void add(Pulse pulse, Instant now) {
        board.add(Pulses.key(pulse), pulse, now);
    }

    @Test
    void an_instance_that_is_no_longer_heard_of_is_shown_as_not_ready_and_then_no_more() {
        add(Pulses.ingest("a", NOW, 0), NOW);

        assertThat(board.instances(NOW.plusSeconds(10)))
                .extracting(Instance::ready)
                .containsExactly(true);
        assertThat(board.instances(NOW.plusSeconds(30)))
                .singleElement()
                .satisfies(instance -> assertThat(instance.ready()).isFalse())
                .satisfies(instance -> assertThat(instance.reason()).isEqualTo("not heard of for 30 s"));
        assertThat(board.instances(NOW.plus(InstanceBoard.FORGOTTEN).plusMillis(1)))
                .isEmpty();
    }

    @Test
    void an_instance_says_itself_why_it_is_not_ready() {
        Pulse ready = Pulses.ingest("a", NOW, 0);
        add(
                new Pulse(
                        "ingest",
                        "a",
                        NOW.plusSeconds(5),
                        5_000,
                        "stopping",
                        ready.counts(),
                        null,
                        null,
                        null,
                        null,
                        null),
                NOW);
        add(ready, NOW);

        assertThat(board.instances(NOW)).extracting(Instance::reason).containsExactly("stopping");
    }

    @Test
    void lag_adds_up_over_the_topologies_that_are_alive_and_is_as_old_as_the_worst() {
        add(Pulses.topology("dead", NOW, new Pulse.State(1_000, 90_000L, 1, 4, 4), Map.of()), NOW);
        Instant later = NOW.plusSeconds(30);
        add(Pulses.topology("a", later, new Pulse.State(10, 700L, 0, 2, 0), Map.of()), later);
        add(Pulses.topology("b", later, new Pulse.State(5, 200L, 2, 2, 1), Map.of()), later);

        assertThat(board.lag(later)).isEqualTo(new InstanceBoard.Lag(15, 700L));
        assertThat(board.ledgerMismatches(later)).isEqualTo(2);
        assertThat(board.rebuilding(later)).isEqualTo(new JobBoard.Rebuilding(4, 1));
    }

    @Test
    void lag_that_one_instance_cannot_tell_is_not_told() {
        add(Pulses.topology("a", NOW, new Pulse.State(10, 700L, 0, 2, 0), Map.of()), NOW);
        add(Pulses.topology("b", NOW, new Pulse.State(5, null, 0, 2, 0), Map.of()), NOW);

        assertThat(board.lag(NOW)).isEqualTo(new InstanceBoard.Lag(15, null));
        assertThat(new InstanceBoard().lag(NOW).millis()).isNull();
    }

    @Test
    void however_many_names_come_only_so_many_are_kept() {
        for (int i = 0; i < 1_000; i++) {
            add(Pulses.ingest("i-" + i, NOW, 0), NOW);
        }

        assertThat(board.instances(NOW)).hasSize(200);
    }
}
