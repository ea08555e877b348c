package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.service.trace.TraceParent;
import io.stocktide.service.trace.TracingSettings;
import io.stocktide.simulator.http.Faults.Kind;
import io.stocktide.system.Collector.Seen;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a collector of traces is sent. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpansTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    private final Collector collector = new Collector();
    private Stack stack;

    @BeforeAll
    void start() {
        stack = Stack.traced(dir, TracingSettings.of(collector.url(), 1));
    }

    @AfterAll
    void stop() {
        stack.close();
        collector.close();
    }

    private Seen awaitSpan(String name, String messageId) {
        return await().atMost(SOON).until(() -> span(name, messageId), java.util.Objects::nonNull);
    }

    private Seen span(String name, String messageId) {
        return collector.spansNamed(name).stream()
                .filter(span -> messageId.equals(span.attributes().get("messaging.message.id")))
                .findFirst()
                .orElse(null);
    }

    private Seen awaitChild(String name, Seen parent) {
        return await().atMost(SOON)
                .until(
                        () -> collector.spansNamed(name).stream()
                                .filter(span -> span.traceId().equals(parent.traceId())
                                        && span.parentId().equals(parent.id()))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    @Test
    void a_sale_is_one_trace_from_its_request_to_the_mutation_and_its_echo() throws Exception {
        Sales.sell(stack, "one-trace", 1);

        Seen accepted = awaitSpan("send channel-events", "one-trace");
        Seen processed = awaitChild("process channel-events", accepted);
        Seen formed = awaitChild("create batches", processed);
        Seen mutation = awaitChild("mutation StocktideAdjust", formed);
        Seen delivered = awaitChild("process deliveries", mutation);
        Seen echo = awaitChild("echo webhooks", delivered);

        assertThat(accepted.parentId()).isEmpty();
        assertThat(accepted.service()).isEqualTo("stocktide-ingest");
        assertThat(processed.service()).isEqualTo("stocktide-topology");
        assertThat(mutation.service()).isEqualTo("stocktide-sync-sink");
        assertThat(accepted.attributes())
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.destination.name", "channel-events")
                .containsEntry("stocktide.outcome", "accepted");
        assertThat(processed.attributes()).containsEntry("stocktide.verdict", "applied");
        assertThat(mutation.attributes())
                .containsEntry("messaging.message.id", formed.attributes().get("messaging.message.id"))
                .containsEntry("stocktide.shop", SHOP)
                .containsEntry("stocktide.outcome", "applied");
        Seen webhook = awaitSpan("process webhooks", echo.attributes().get("messaging.message.id"));
        assertThat(echo.linkedTraces()).containsExactly(webhook.traceId());
        assertThat(webhook.traceId()).isNotEqualTo(accepted.traceId());
    }

    @Test
    void each_further_try_of_a_mutation_is_an_event_of_its_span() throws Exception {
        Sales.sell(stack, "before-the-fault", 1);
        awaitChild("process channel-events", awaitSpan("send channel-events", "before-the-fault"));
        stack.simulator().injectFault(SHOP, Kind.UNAVAILABLE, 1);
        Sales.sell(stack, "tried-again", 1);

        Seen tried = await().atMost(SOON)
                .until(
                        () -> collector.spansNamed("mutation StocktideAdjust").stream()
                                .filter(span -> !span.events().isEmpty())
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);

        assertThat(tried.events()).contains("retry");
    }

    @Test
    void events_that_share_a_batch_are_linked_to_it() throws Exception {
        stack.simulator().injectFault(SHOP, Kind.UNAVAILABLE, 2);
        for (int sale = 1; sale <= 4; sale++) {
            Sales.sell(stack, "shared-" + sale, 1);
        }

        Seen shared = await().atMost(SOON)
                .until(
                        () -> collector.spansNamed("create batches").stream()
                                .filter(span -> !span.linkedTraces().isEmpty())
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);

        int causes = Integer.parseInt(shared.attributes().get("stocktide.batch.causes"));
        assertThat(shared.linkedTraces()).hasSize(causes - 1).doesNotContain(shared.traceId());
    }

    @Test
    void a_trace_that_its_caller_does_not_keep_has_no_span() throws Exception {
        TraceParent caller = TraceParent.random();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(stack.ingestUrl() + "/v1/shops/" + SHOP + "/channel-events"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + stack.token(SHOP))
                .header("traceparent", caller.header())
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"idempotencyKey\":\"not-kept\",\"type\":\"sale\","
                                        + "\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":[{\"sku\":\"none\",\"locationId\":\"1\",\"quantity\":1}]}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
        Sales.sell(stack, "kept-after", 1);
        awaitChild("process channel-events", awaitSpan("send channel-events", "kept-after"));

        assertThat(collector.spans()).noneMatch(span -> span.traceId().equals(caller.traceId()));
    }

    @Test
    void spans_name_shops_and_ids_and_nothing_of_a_person_or_a_secret() throws Exception {
        String order = "{\"id\":700,\"updated_at\":\"2026-11-20T10:00:05Z\",\"email\":\"marked-jane@example.com\","
                + "\"customer\":{\"first_name\":\"marked-jane\"},\"note\":\"marked-note\",\"line_items\":[]}";
        stack.webhook("w-personal", "orders/create", order);
        stack.webhook("w-broken", "orders/create", order + "marked-rest");
        awaitChild("process webhooks", awaitSpan("send webhooks", "w-personal"));
        awaitChild("process webhooks", awaitSpan("send webhooks", "w-broken"));

        List<String> all = collector.spans().stream()
                .map(span -> span.span().toString() + span.attributes())
                .toList();

        assertThat(all).noneMatch(text -> text.contains("marked-"));
        assertThat(all).noneMatch(text -> text.contains(stack.token(SHOP)));
        assertThat(collector.spans())
                .extracting(Seen::attributes)
                .allSatisfy(attributes -> assertThat(attributes.keySet())
                        .allMatch(key -> key.startsWith("messaging.")
                                || key.startsWith("stocktide.")
                                || Map.of("error.type", 1, "graphql.operation.name", 1)
                                        .containsKey(key)));
    }
}
