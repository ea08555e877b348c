package io.stocktide.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.service.http.ServiceHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class EmptyIngestTest {
    @Test
    void whatever_is_posted_is_answered_with_an_empty_200() throws Exception {
        try (ServiceHttp empty = EmptyIngest.start(0)) {
            URI webhooks = URI.create("http://127.0.0.1:" + empty.port() + "/webhooks");
            HttpRequest request = HttpRequest.newBuilder(webhooks)
                    .POST(BodyPublishers.ofString("x".repeat(100_000)))
                    .build();

            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }
}
