package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ConfigException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServiceHttpTest {
    @Test
    void a_live_service_answers_whether_or_not_it_is_ready() throws Exception {
        AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.of("Kafka has not answered yet"));
        try (TestServer server = new TestServer(reason::get, routes -> {})) {
            assertThat(server.get("/livez").statusCode()).isEqualTo(200);
            assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(server.get("/readyz").body()).isEqualTo("Kafka has not answered yet\n");

            reason.set(Optional.empty());

            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metrics_are_in_prometheus_text_format() throws Exception {
        try (TestServer server = new TestServer(routes -> {})) {
            HttpResponse<String> answer = server.get("/metrics");

            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(answer.body()).contains("# TYPE jvm_memory_used_bytes gauge");
        }
    }

    @Test
    void its_routes_are_its_own_and_the_common_ones() throws Exception {
        try (TestServer server = new TestServer(routes -> routes.post("/a/{b}", ctx -> {}))) {
            assertThat(server.http().routes())
                    .containsExactly(
                            "GET /docs",
                            "GET /docs/{file}",
                            "GET /livez",
                            "GET /metrics",
                            "GET /openapi.json",
                            "GET /readyz",
                            "POST /a/{b}");
            assertThat(server.get("/openapi.json").body()).contains("\"openapi\"");
        }
    }

    @Test
    void a_problem_is_answered_as_rfc_9457_gives_it() throws Exception {
        try (TestServer server = new TestServer(routes -> routes.get("/busy", ctx -> {
            throw ProblemException.retryable(429, "busy", "Too much", "Retry \"later\".", 7);
        }))) {
            HttpResponse<String> answer = server.get("/busy");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).contains("7");
            assertThat(answer.body())
                    .isEqualTo("{\"type\":\"urn:stocktide:problem:busy\",\"title\":\"Too much\",\"status\":429,"
                            + "\"detail\":\"Retry \\\"later\\\".\"}");
        }
    }

    @Test
    void a_problem_may_have_members_of_its_own() throws Exception {
        try (TestServer server = new TestServer(routes -> routes.get("/short", ctx -> {
            throw ProblemException.of(409, "short", "Too few", "Ask for less.").with("left", List.of(1, 2));
        }))) {
            assertThat(server.get("/short").body())
                    .isEqualTo("{\"type\":\"urn:stocktide:problem:short\",\"title\":\"Too few\",\"status\":409,"
                            + "\"detail\":\"Ask for less.\",\"left\":[1,2]}");
        }
    }

    @Test
    void it_is_ready_once_every_part_is_and_says_what_it_waits_for() {
        Readiness ready = Optional::empty;
        Readiness first = () -> Optional.of("first");
        Readiness second = () -> Optional.of("second");

        assertThat(Readiness.allOf(ready, ready).notReadyBecause()).isEmpty();
        assertThat(Readiness.allOf(ready, first, second).notReadyBecause()).contains("first");
        assertThat(Readiness.allOf(second, ready).notReadyBecause()).contains("second");
    }

    @Test
    void an_unknown_path_and_a_wrong_method_are_problems_too() throws Exception {
        try (TestServer server = new TestServer(routes -> routes.post("/a", ctx -> {}))) {
            HttpResponse<String> unknown = server.get("/none");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            HttpResponse<String> wrong = server.get("/a");
            assertThat(wrong.statusCode()).isEqualTo(405);
            assertThat(wrong.headers().firstValue("Allow")).contains("POST");
        }
    }

    @Test
    void a_fault_of_ours_says_nothing_of_itself_to_the_caller() throws Exception {
        try (TestServer server = new TestServer(routes -> routes.post("/a", ctx -> {
            throw new IllegalStateException("inner workings");
        }))) {
            HttpResponse<String> answer = server.send(server.request("/a").POST(BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("urn:stocktide:problem:internal").doesNotContain("inner workings");
        }
    }

    @Test
    void a_taken_port_is_one_clear_line() {
        try (TestServer taken = new TestServer(routes -> {});
                Metrics metrics = new Metrics()) {
            HttpSettings same = new HttpSettings("127.0.0.1", taken.http().port(), Duration.ofSeconds(1));
            ServiceHttp second = new ServiceHttp(same, metrics.registry(), Optional::empty, routes -> {});

            assertThatThrownBy(second::start)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("127.0.0.1:" + taken.http().port());
        }
    }

    @Test
    void a_port_is_a_port() {
        assertThatThrownBy(() -> new HttpSettings("127.0.0.1", 70_000, Duration.ZERO))
                .isInstanceOf(ConfigException.class);
    }
}
