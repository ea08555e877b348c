package io.stocktide.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static TestServer server(String... origins) {
        return new TestServer(
                TestServer.ANY_PORT.withCorsOrigins(List.of(origins)),
                routes -> routes.get("/a", ctx -> ctx.result("ok")).post("/a", ctx -> ctx.result("ok")));
    }

    private static HttpResponse<String> preflight(TestServer server, String origin) throws Exception {
        return server.send(server.request("/a")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
    }

    private static HttpResponse<String> get(TestServer server, String origin) throws Exception {
        return server.send(server.request("/a").header("Origin", origin));
    }

    @Test
    void no_page_of_another_origin_may_call_unless_it_is_named() throws Exception {
        try (TestServer server = server()) {
            assertThat(preflight(server, "https://pos.example").headers().map())
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(get(server, "https://pos.example").headers().map())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void a_page_of_a_named_origin_may_call_with_a_token() throws Exception {
        try (TestServer server = server("https://pos.example", "http://localhost:3000")) {
            HttpResponse<String> asked = preflight(server, "https://pos.example");
            assertThat(asked.statusCode()).isEqualTo(200);
            assertThat(asked.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://pos.example");
            assertThat(asked.headers()
                            .firstValue("Access-Control-Allow-Methods")
                            .orElseThrow())
                    .contains("POST");
            assertThat(asked.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElseThrow())
                    .containsIgnoringCase("authorization");
            assertThat(asked.headers().map()).doesNotContainKey("access-control-allow-credentials");
            assertThat(get(server, "http://localhost:3000").headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("http://localhost:3000");
        }
    }

    /** Also a page of our own names its origin when it posts: it is answered, and nothing is allowed to others. */
    @ParameterizedTest
    @ValueSource(strings = {"https://pos.example.evil", "https://posxexample", "http://pos.example", "null"})
    void a_page_of_any_other_origin_is_answered_without_leave_to_read(String origin) throws Exception {
        try (TestServer server = server("https://pos.example")) {
            HttpResponse<String> answer = get(server, origin);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
            assertThat(preflight(server, origin).headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pos.example", "https://pos.example/", "https://*.example", "ftp://pos.example", ""})
    void what_is_no_origin_is_refused(String origin) {
        assertThatThrownBy(() -> TestServer.ANY_PORT.withCorsOrigins(List.of(origin)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'" + origin + "'");
    }
}
