package io.stocktide.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void a_header_comes_back_as_it_went() {
        TraceParent random = TraceParent.random();

        assertThat(TraceParent.parse(random.header())).contains(random);
    }

    @Test
    void a_child_keeps_the_trace_and_has_a_span_of_its_own() {
        TraceParent parent =
                TraceParent.parse("00-" + TRACE + "-00f067aa0ba902b7-01").orElseThrow();

        assertThat(parent.child().traceId()).isEqualTo(TRACE);
        assertThat(parent.child().spanId()).isNotEqualTo(parent.spanId());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra"
            })
    void a_malformed_header_begins_no_trace(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }

    @Test
    void ids_that_are_no_ids_make_no_position() {
        assertThatThrownBy(() -> new TraceParent(TRACE, "not hex at all!!", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
