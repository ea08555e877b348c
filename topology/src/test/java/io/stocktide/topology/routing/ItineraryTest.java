package io.stocktide.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItineraryTest {
    private static final String SELF = "a";

    @ParameterizedTest(name = "active {0}, standbys {1}, down {2}: {3}")
    @CsvSource({
        // The active copy here; a standby only should it not run.
        "a, b,   -,   here b",
        "a, b c, b,   here c b",
        // Elsewhere: the owner first, then a copy here, then the other standbys.
        "b, a,   -,   b here",
        "b, c,   -,   b here c",
        "b, a c, -,   b here c",
        // What has just not answered is asked when nobody else has.
        "b, a,   b,   here b",
        "b, c,   b,   here c b",
        "b, c d, b c, here d b c",
        // Nobody has it, as far as is known.
        "-, -,   -,   here",
        "-, c,   -,   here c",
    })
    void a_read_asks_the_owner_then_a_copy_here_then_other_standbys(
            String active, String standbys, String down, String asked) {
        Placement placement = new Placement(
                3,
                active.equals("-") ? null : host(active),
                names(standbys).stream().map(ItineraryTest::host).toList());

        List<Itinerary.Stop> stops =
                Itinerary.of(placement, host(SELF), true, host -> names(down).contains(host.host()));

        assertThat(stops.stream()
                        .map(stop -> stop.isHere() ? "here" : stop.host().host())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(asked);
    }

    @Test
    void a_read_that_has_come_from_another_instance_goes_no_further() {
        Placement placement = new Placement(3, host("b"), List.of(host("c")));

        assertThat(Itinerary.of(placement, host(SELF), false, host -> false)).containsExactly(Itinerary.Stop.HERE);
    }

    private static List<String> names(String text) {
        return text.equals("-") ? List.of() : Arrays.asList(text.split(" "));
    }

    private static HostInfo host(String name) {
        return new HostInfo(name, 1);
    }
}
