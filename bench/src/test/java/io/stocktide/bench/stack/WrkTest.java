package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String LINE = """
            {"requests":%d,"duration_us":4000000,"errors_status":%d,"errors_socket":%d,"bytes":1,"p50_us":1,"p90_us":2,\
            "p99_us":6500,"p999_us":4,"max_us":5}
            """;

    @Test
    void only_answers_of_success_are_accepted() throws IOException {
        Wrk.Seen seen = Wrk.parse("Running 4s test\n" + LINE.formatted(20_000, 4_000, 0));

        assertThat(seen.accepted()).isEqualTo(16_000);
        assertThat(seen.acceptedPerSecond()).isEqualTo(4_000);
        assertThat(seen.p99Millis()).isEqualTo(6.5);
    }

    @Test
    void a_load_whose_connections_broke_is_no_measurement() {
        assertThatThrownBy(() -> Wrk.parse(LINE.formatted(20_000, 0, 3))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_load_of_which_nothing_was_accepted_is_no_measurement() {
        assertThatThrownBy(() -> Wrk.parse(LINE.formatted(500, 500, 0))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_wrk_says_instead_of_its_line_is_the_error() {
        assertThatThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused"))
                .hasMessageContaining("Connection refused");
    }
}
