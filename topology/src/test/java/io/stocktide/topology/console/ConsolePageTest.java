package io.stocktide.topology.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePageTest {
    private static final Path SOURCES = Path.of("src/main/resources/console");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private ServiceHttp http;

    @BeforeEach
    void start() {
        http = new ServiceHttp(
                        new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(1)),
                        metrics.registry(),
                        Optional::empty,
                        new ConsolePage())
                .start();
    }

    @AfterEach
    void stop() {
        http.close();
        metrics.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> SOURCES.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void every_file_of_the_console_is_served_as_what_it_is() throws Exception {
        Map<String, String> types =
                Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");
        for (String file : sources()) {
            HttpResponse<String> answer = get("/console/" + file);

            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .as(file)
                    .startsWith(types.get(file.substring(file.lastIndexOf('.') + 1)));
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(file)
                    .hasValue("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "app.js, text/javascript", "lit/lit-html.js, text/javascript"})
    void a_file_is_asked_for_each_time_and_sent_once(String file, String type) throws Exception {
        HttpResponse<String> first = get("/console/" + file);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/console/" + file, "If-None-Match", etag);

        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_console_is_at_its_directory() throws Exception {
        HttpResponse<String> answer = get("/console");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/console/");
    }

    @Test
    void the_browser_may_ask_no_other_host_and_run_nothing_that_is_not_a_file_of_the_console() throws Exception {
        HttpResponse<String> page = get("/console/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("http", "*", "unsafe");
        assertThat(page.body()).doesNotContain("http:", "https:", "src=\"//", "href=\"//", "style=", "onclick");
        for (String file : sources()) {
            // A namespace is a name and no address.
            assertThat(Files.readString(SOURCES.resolve(file)).replace("http://www.w3.org/2000/svg", ""))
                    .as(file)
                    .doesNotContain("http://", "https://", "style=\"", "innerHTML", "eval(");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/none.js",
                "/console/parts/none.js",
                "/console/../application.properties",
                "/console/%2e%2e/openapi.json",
                "/console/parts/%2e%2e/app.js",
                "/console/..%2fopenapi.json",
                "/console/parts/..%5capp.js",
                "/console/lit/directive.js",
                "/console//etc/passwd",
                "/console/parts/chart/x.js"
            })
    void nothing_but_its_files_is_served(String path) throws Exception {
        assertThat(status(path)).isEqualTo(404);
    }

    /** As it stands: a client of more manners would tidy the path first. */
    private int status(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).substring(9, 12));
        }
    }
}
