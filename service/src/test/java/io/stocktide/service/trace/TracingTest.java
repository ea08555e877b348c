package io.stocktide.service.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
    private static final String KEPT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String NOT_KEPT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    private static final int MANY = 200_000;

    /** Nobody listens there: the port was free a moment ago. */
    private static TracingSettings collectorThatIsAway(double ratio) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return TracingSettings.of("http://127.0.0.1:" + free.getLocalPort(), ratio);
        }
    }

    private static Headers headers(String traceparent) {
        return new org.apache.kafka.common.header.internals.RecordHeaders()
                .add(RecordHeaders.TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void without_an_endpoint_no_trace_is_kept() {
        Tracing off = Tracing.of(Optional.empty(), "ingest");

        assertThat(off.isOn()).isFalse();
        assertThat(off.keepsNew()).isFalse();
        assertThat(off.keeps(headers(KEPT))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({KEPT + ", true", NOT_KEPT + ", false", "nonsense, false", "'', false"})
    void a_record_is_traced_where_whoever_began_its_trace_keeps_it(String traceparent, boolean kept)
            throws IOException {
        try (Tracing tracing = Tracing.of(Optional.of(collectorThatIsAway(0)), "ingest")) {
            assertThat(tracing.keeps(headers(traceparent))).isEqualTo(kept);
        }
    }

    @Test
    void records_of_traces_that_are_not_kept_cost_no_memory() throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Headers notKept = headers(NOT_KEPT);
        Headers kept = headers(KEPT);
        try (Tracing on = Tracing.of(Optional.of(collectorThatIsAway(0)), "ingest")) {
            boolean any = ask(on, notKept) | ask(Tracing.OFF, kept);
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            any |= ask(on, notKept) | ask(Tracing.OFF, kept);
            long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(any).isFalse();
            assertThat((double) bytes / MANY).isLessThan(1);
        }
    }

    private static boolean ask(Tracing tracing, Headers headers) {
        boolean any = false;
        for (int i = 0; i < MANY; i++) {
            any |= tracing.keeps(headers);
        }
        return any;
    }

    @Test
    void a_collector_that_is_away_holds_up_nobody_and_costs_bounded_memory() throws IOException {
        long startedNanos = System.nanoTime();
        try (Tracing tracing = Tracing.of(Optional.of(collectorThatIsAway(1)), "ingest")) {
            TraceParent parent = TraceParent.parse(KEPT).orElseThrow();
            for (int i = 0; i < MANY; i++) {
                tracing.span("process webhooks", SpanKind.CONSUMER, parent)
                        .startSpan()
                        .end();
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "collector:4318",
                "ftp://collector",
                "http://",
                "http://me:secret@collector",
                "http://c?key=secret",
                "not a url"
            })
    void an_endpoint_that_is_none_is_refused_without_being_quoted(String endpoint) {
        assertThatThrownBy(() -> TracingSettings.of(endpoint, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OTLP endpoint")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_that_is_none_is_refused(double ratio) {
        assertThatThrownBy(() -> TracingSettings.of("http://collector:4318", ratio))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void spans_go_below_the_endpoint_whether_or_not_it_ends_in_a_slash() {
        assertThat(TracingSettings.of("http://collector:4318/", 1).tracesUrl())
                .isEqualTo(TracingSettings.of("http://collector:4318", 1).tracesUrl())
                .isEqualTo("http://collector:4318/v1/traces");
    }
}
