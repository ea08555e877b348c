package io.stocktide.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.service.http.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsPageTest {
    private final TestServer server = new TestServer(routes -> {});

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "docs.css, text/css",
        "docs.js, text/javascript",
        "swagger-ui.css, text/css",
        "swagger-ui-bundle.js, text/javascript",
        "favicon-32x32.png, image/png"
    })
    void each_file_says_what_it_is_and_is_sent_once(String file, String type) throws Exception {
        HttpResponse<String> first = server.get("/docs/" + file);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.send(server.request("/docs/" + file).header("If-None-Match", etag));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_page_is_at_the_directory() throws Exception {
        HttpResponse<String> answer = server.get("/docs");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/docs/");
    }

    @Test
    void the_browser_is_told_to_ask_no_other_host_and_to_run_no_other_script() throws Exception {
        String policy = server.get("/docs/")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy).contains("default-src 'none'").doesNotContain("http", "*", "unsafe");
        assertThat(server.get("/docs/").body()).doesNotContain("http:", "https:", "src=\"//", "href=\"//");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/none.js",
                "/docs/../pom.xml",
                "/docs/%2e%2e/pom.xml",
                "/docs/..%2fpom.xml",
                "/docs/..%5cpom.xml",
                "/docs/swagger-ui.js",
                "/docs/docs/docs.js",
                "/docs//etc/passwd",
                "/docs/;/docs.js"
            })
    void nothing_but_its_files_is_served(String path) throws Exception {
        assertThat(status(path)).isEqualTo(404);
    }

    /** As it stands: a client of more manners would tidy the path first. */
    private int status(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.http().port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).substring(9, 12));
        }
    }
}
