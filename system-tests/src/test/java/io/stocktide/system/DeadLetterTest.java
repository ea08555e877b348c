package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Audit;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.simulator.book.Item;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What died is found over REST and redriven, and counts once. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLetterTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LETTERS = "/v1/shops/" + SHOP + "/dead-letters";

    @TempDir
    static Path dir;

    private Stack stack;

    @BeforeAll
    void start() {
        stack = Stack.quiet(dir);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private static String product(long productId, long itemId, String sku, String updatedAt) {
        return ("{\"id\":%d,\"updated_at\":\"%s\",\"variants\":[{\"id\":%d,\"inventory_item_id\":%d,\"sku\":\"%s\"}]}")
                .formatted(productId, updatedAt, itemId + 10, itemId, sku);
    }

    private JsonNode awaitLetters(String query, int count) {
        await().atMost(SOON)
                .until(() -> stack.read(LETTERS + query).path("letters").size() == count);
        return letters(query);
    }

    private JsonNode letters(String query) {
        try {
            JsonNode page = stack.read(LETTERS + query);
            assertThat(SchemaValidator.of("dead-letter-page").errorsIn(page)).isEmpty();
            return page.path("letters");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = stack.postToTopology(LETTERS + path, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private String outcome(String path, String body) throws Exception {
        return post(path, body).at("/results/0/outcome").asText();
    }

    @Test
    void a_line_that_was_refused_is_redriven_once_its_sku_names_one_item() throws Exception {
        stack.webhook("two-1", "products/create", product(1, 6001, "twice", "2026-11-20T10:00:00Z"));
        stack.webhook("two-2", "products/create", product(2, 6002, "twice", "2026-11-20T10:00:00Z"));
        stack.webhook("two-3", "inventory_levels/update", Stack.level(6001, 10));
        stack.webhook("two-4", "inventory_levels/update", Stack.level(6002, 10));
        stack.awaitAvailable(6001, 10);
        stack.awaitAvailable(6002, 10);
        stack.event("{\"idempotencyKey\":\"pos-1\",\"type\":\"sale\",\"occurredAt\":\"2026-11-20T10:00:00Z\",\"lines\":"
                + "[{\"sku\":\"twice\",\"locationId\":\"71\",\"quantity\":3}]}");
        JsonNode letter = awaitLetters("?cause=ambiguous_sku", 1).get(0);
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        stack.webhook("two-5", "products/update", product(2, 6002, "another", "2026-11-20T11:00:00Z"));
        await().atMost(SOON).until(() -> stack.item(6002).path("sku").asText().equals("another"));

        String filter = "{\"cause\":\"ambiguous_sku\",\"topic\":\"channel-events\"}";
        assertThat(outcome("/redrive", filter)).isEqualTo("redriven");
        stack.awaitAvailable(6001, 7);
        assertThat(outcome("/redrive", filter)).isEqualTo("already_redriven");
        assertThat(outcome("/redrive", "{\"cause\":\"ambiguous_sku\",\"again\":true}"))
                .isEqualTo("redriven");

        stack.webhook("two-6", "inventory_levels/update", Stack.level(6003, 5));
        stack.awaitAvailable(6003, 5);
        assertThat(stack.item(6001).path("available").asLong()).isEqualTo(7);
        JsonNode shown = stack.read(LETTERS + "/" + letter.path("id").asText());
        assertThat(SchemaValidator.of("listed-dead-letter").errorsIn(shown)).isEmpty();
        assertThat(shown.path("originPresent").asBoolean()).isTrue();
        assertThat(shown.path("redrives")).hasSize(2);
        assertThat(shown.path("redrives").findValuesAsText("attempt")).containsExactly("2", "3");
    }

    @Test
    void a_webhook_that_cannot_be_read_dies_again_and_says_how_often_it_was_tried() throws Exception {
        stack.webhook("no-json", "inventory_levels/update", "{\"inventory_item_id\":jane@example.com");
        JsonNode first = awaitLetters("?cause=malformed_json", 1).get(0);
        assertThat(first.toString()).doesNotContain("jane");

        JsonNode result = post("/" + first.path("id").asText() + "/redrive", "");
        assertThat(SchemaValidator.of("redrive-result").errorsIn(result)).isEmpty();
        assertThat(result.path("outcome").asText()).isEqualTo("redriven");

        JsonNode both = awaitLetters("?cause=malformed_json", 2);
        assertThat(both.get(1).path("attempts").asInt()).isEqualTo(2);
        assertThat(both.get(1).at("/origin/offset").asLong())
                .isEqualTo(result.path("toOffset").asLong());
        assertThat(letters("?cause=malformed_json&limit=1")).hasSize(1);
        assertThat(letters("?cause=malformed_json&until=2026-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void a_batch_that_was_given_up_goes_to_shopify_again_while_its_key_is_known_there_and_is_only_read_back_later()
            throws Exception {
        int unsold = Sales.atShopify(stack);
        Sales.sell(stack, "before-the-batch", 1);
        int before = unsold - 1;
        await().atMost(SOON).until(() -> Sales.atShopify(stack) == before);
        DeadLetter fresh = given("fresh-batch", Instant.now(), null);
        String freshId = fresh.origin().key().substring(SHOP.length() + 1);
        Instant dayAgo = Instant.now().minus(Duration.ofHours(25));
        given("old-batch", dayAgo, null);
        DeadLetter told = given("old-batch-whose-figure-tells", dayAgo, before - 2);
        String toldId = told.origin().key().substring(SHOP.length() + 1);
        awaitLetters("?cause=shopify_unreachable", 3);
        await().atMost(SOON).until(() -> Sales.atShopify(stack) == before - 3);
        long calls = stack.simulator().progress().mutationCalls();

        JsonNode results =
                post("/redrive", "{\"cause\":\"shopify_unreachable\"}").path("results");

        assertThat(results.findValuesAsText("outcome")).containsOnly("redriven").hasSize(3);
        // Shopify has had it, as where only its answer was lost: by the same key it is applied once.
        await().atMost(SOON).until(() -> stack.simulator().progress().mutationCalls() == calls + 1);
        await().atMost(SOON)
                .until(() -> TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES).stream()
                                .filter(each -> each.batchId().equals(freshId))
                                .count()
                        == 2);
        assertThat(Sales.atShopify(stack)).isEqualTo(before - 3);
        // Of the other, the figures do not tell: it is not sent, and somebody has to count.
        assertThat(awaitLetters("?cause=idempotency_key_expired", 1)
                        .get(0)
                        .path("message")
                        .asText())
                .contains("count");
        // Of the third they do: it was applied, and is not sent either.
        await().atMost(SOON)
                .until(() -> TopicReader.read(stack.bootstrapServers(), Topics.DELIVERIES).stream()
                        .filter(each -> each.batchId().equals(toldId))
                        .anyMatch(each -> "IDEMPOTENCY_KEY_EXPIRED"
                                        .equals(each.changes().get(0).code())
                                && each.outcome() == Delivery.Outcome.APPLIED));
        assertThat(stack.simulator().progress().mutationCalls()).isEqualTo(calls + 1);
        assertThat(Sales.atShopify(stack)).isEqualTo(before - 3);
    }

    /** A batch as it lies there, with a letter that says it was given up. */
    private DeadLetter given(String name, Instant formedAt, Integer heldBefore) throws Exception {
        Item item = Sales.item(stack);
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        String key = SHOP + "/" + id;
        BatchChange row =
                new BatchChange(item.id(), Sales.location(item), -1, null, null, 0, name).heldBefore(heldBefore);
        Batch batch = new Batch(id, SHOP, Batch.Kind.ADJUST, 1, formedAt, List.of(row));
        try (TopicWriter stranger = TopicWriter.to(stack.bootstrapServers())) {
            var at = stranger.write("batches", key, Json.mapper().writeValueAsString(batch));
            DeadLetter letter = new DeadLetter(
                    SHOP,
                    "shopify_unreachable",
                    "no answer",
                    new DeadLetter.Origin(Topics.BATCHES.name(), at.partition(), at.offset(), key),
                    5,
                    null,
                    Instant.now());
            stranger.write("dead-letters", key, Json.mapper().writeValueAsString(letter));
            return letter;
        }
    }

    @Test
    void every_redrive_over_rest_stands_in_the_audit_topic_with_how_it_ended() throws Exception {
        assertThat(stack.postToTopology(LETTERS + "/0-777777/redrive", "").statusCode())
                .isEqualTo(404);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TopicReader.read(stack.bootstrapServers(), Topics.AUDIT))
                        .filteredOn(audit -> audit.pathIds().containsValue("0-777777"))
                        .extracting(Audit::stage, Audit::status, Audit::service, Audit::tokenName, Audit::shop)
                        .containsExactly(
                                tuple(Audit.Stage.BEGUN, null, "topology", "shops-file", SHOP),
                                tuple(Audit.Stage.ENDED, 404, "topology", "shops-file", SHOP)));
    }

    @Test
    void a_letter_of_another_shop_or_an_id_that_is_none_is_not_found() throws Exception {
        assertThat(stack.get(LETTERS + "/0-999999", stack.token(SHOP)).statusCode())
                .isEqualTo(404);
        assertThat(stack.get(LETTERS + "/one", stack.token(SHOP)).statusCode()).isEqualTo(400);
        assertThat(stack.get(LETTERS + "?since=soon", stack.token(SHOP)).statusCode())
                .isEqualTo(400);
        assertThat(stack.get(LETTERS, "no-token").statusCode()).isEqualTo(401);
        assertThat(stack.postToTopology(LETTERS + "/redrive", "{\"limit\":0}").statusCode())
                .isEqualTo(400);
        assertThat(stack.postToTopology(LETTERS + "/redrive", "[]").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_time_that_no_record_can_have_is_before_or_after_them_all() throws Exception {
        for (String since : List.of("%2B999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z")) {
            assertThat(stack.get(LETTERS + "?since=" + since, stack.token(SHOP)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(stack.postToTopology(LETTERS + "/redrive", "{\"since\":\"-1000000000-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_redrive_of_several_calls_is_one_job_and_each_letter_tells_by_whom() throws Exception {
        for (int i = 0; i < 3; i++) {
            stack.webhook("broken-" + i, "inventory_levels/update", Stack.level(8001, Long.MAX_VALUE));
        }
        awaitLetters("?cause=malformed_body", 3);

        JsonNode first = post("/redrive", "{\"cause\":\"malformed_body\",\"limit\":2}");
        String jobId = first.path("jobId").asText();
        JsonNode second = post(
                "/redrive",
                "{\"cause\":\"malformed_body\",\"limit\":2,\"cursor\":\"%s\",\"jobId\":\"%s\"}"
                        .formatted(first.path("nextCursor").asText(), jobId));

        assertThat(second.path("jobId").asText()).isEqualTo(jobId);
        JsonNode job = stack.read("/v1/shops/" + SHOP + "/jobs/" + jobId);
        assertThat(job.path("kind").asText()).isEqualTo("redrive");
        assertThat(job.path("done").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(job.path("by").asText()).isEqualTo("shops-file");
        assertThat(stack.read(LETTERS + "/" + first.at("/results/0/id").asText())
                        .at("/redrives/0/by")
                        .asText())
                .isEqualTo("shops-file");
    }
}
