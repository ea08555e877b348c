package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Keys;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies and headers as Shopify has sent them, from {@code -Dpayloads.dir}; only the signature is our own. */
class SampleWebhooksTest {
    /** Set by the HTTP client itself, or for another shop and another secret. */
    private static final Set<String> OURS = Set.of(
            "content-length",
            "host",
            "connection",
            "expect",
            "x-shopify-shop-domain",
            "x-shopify-hmac-sha256",
            "x-shopify-webhook-id");

    private final String directory = System.getProperty("payloads.dir", "");
    private IngestFixture ingest;

    @BeforeEach
    void start() {
        assumeTrue(!directory.isBlank(), "no sample webhooks: payloads.dir is not set");
        assumeTrue(Files.isDirectory(Path.of(directory)), "no sample webhooks: no directory " + directory);
        ingest = IngestFixture.thatAcksAtOnce();
    }

    @AfterEach
    void stop() {
        if (ingest != null) {
            ingest.close();
        }
    }

    @Test
    void every_sample_is_accepted_and_kept_byte_for_byte() throws Exception {
        Map<String, Map<String, String>> headers = sampleHeaders();
        List<Path> samples = samples();
        assumeTrue(!samples.isEmpty(), "no sample webhooks in " + directory);
        for (Path sample : samples) {
            String name = sample.getFileName().toString();
            byte[] body = Files.readAllBytes(sample);

            assertThat(ingest.send(webhook(name, body, headers.getOrDefault(name, Map.of())))
                            .statusCode())
                    .as(name)
                    .isEqualTo(200);

            ProducerRecord<String, byte[]> record = ingest.onlyRecord();
            assertThat(Keys.nameOf(record.key())).isEqualTo(name);
            assertThat(record.value()).as(name).isEqualTo(body);
            ingest.producer().clear();
        }
    }

    private HttpRequest.Builder webhook(String name, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = ingest.webhook(body).setHeader("X-Shopify-Webhook-Id", name);
        headers.forEach((header, value) -> {
            if (!OURS.contains(header.toLowerCase(Locale.ROOT))) {
                request.setHeader(header, value);
            }
        });
        return request;
    }

    private List<Path> samples() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.getFileName().toString().matches("[a-z_]+__\\d+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private Map<String, Map<String, String>> sampleHeaders() throws Exception {
        Path file = Path.of(directory, "HEADERS_SAMPLES.json");
        Map<String, Map<String, String>> headers = new TreeMap<>();
        if (Files.exists(file)) {
            Json.mapper().readTree(file.toFile()).properties().forEach(sample -> {
                Map<String, String> ofSample = new TreeMap<>();
                sample.getValue()
                        .properties()
                        .forEach(header ->
                                ofSample.put(header.getKey(), header.getValue().asText()));
                headers.put(sample.getKey(), ofSample);
            });
        }
        return headers;
    }
}
