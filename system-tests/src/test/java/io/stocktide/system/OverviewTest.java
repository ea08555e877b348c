package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Audit;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokensOffice;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole system at a glance, and jobs that operators ask for, over REST. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OTHER = "shop-2.myshopify.com";

    @TempDir
    static Path dir;

    private final AtomicLong sent = new AtomicLong();
    private Stack stack;
    private String all;

    @BeforeAll
    void start() {
        Path tokens = dir.resolve("tokens.json");
        all = new TokensOffice(tokens).create("chief", Role.READ, List.of("*"), null);
        stack = new Stack(dir, 2, tokens, config -> config.skus(10));
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    private JsonNode ask(String path, String token, String schema) throws Exception {
        HttpResponse<String> answer = stack.get(path, token);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        JsonNode body = Json.mapper().readTree(answer.body());
        assertThat(SchemaValidator.of(schema).errorsIn(body)).isEmpty();
        return body;
    }

    private JsonNode overview() throws Exception {
        return ask("/v1/overview", all, "overview");
    }

    private void sendWebhook() throws Exception {
        long item = 7_000 + sent.incrementAndGet();
        assertThat(stack.webhook("w-" + item, "inventory_levels/update", Stack.level(item, 10)))
                .isEqualTo(200);
    }

    private JsonNode reconcile(String body) throws Exception {
        HttpResponse<String> answer = stack.postToTopology("/v1/shops/" + SHOP + "/reconcile", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Json.mapper().readTree(answer.body());
    }

    private JsonNode job(String jobId) throws Exception {
        return ask("/v1/shops/" + SHOP + "/jobs/" + jobId, stack.token(SHOP), "job");
    }

    private void awaitDone(String jobId) {
        await().atMost(SOON).until(() -> job(jobId).path("state").asText().equals("done"));
    }

    @Test
    void the_overview_shows_what_every_role_does_and_how_fast() throws Exception {
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            sendWebhook();
            JsonNode system = overview().path("system");
            return system.path("webhooksPerSecond").asDouble() > 0
                    && system.at("/acceptedToStockMillis/p99").asDouble() > 0
                    && system.at("/ackMillis/p50").asDouble() > 0
                    && readyRoles(system).size() == 3;
        });

        JsonNode overview = overview();
        assertThat(overview.path("history"))
                .anySatisfy(point ->
                        assertThat(point.path("webhooksPerSecond").asDouble()).isPositive());
        assertThat(overview.at("/system/lagMillis").asLong(-1)).isBetween(0L, 60_000L);
    }

    private static Set<String> readyRoles(JsonNode system) {
        Set<String> roles = new TreeSet<>();
        system.path("instances").forEach(instance -> {
            if (instance.path("ready").asBoolean()) {
                roles.add(instance.path("role").asText());
            }
        });
        return roles;
    }

    @Test
    void a_token_of_one_shop_sees_no_figures_of_the_system_and_no_other_shop() throws Exception {
        String token = stack.token(SHOP);
        await().atMost(SOON)
                .until(() -> ask("/v1/shops", all, "shop-page")
                        .findValuesAsText("state")
                        .equals(List.of("ok", "ok")));

        JsonNode overview = ask("/v1/overview", token, "overview");

        assertThat(overview.has("system")).isFalse();
        assertThat(overview.path("history")).isEmpty();
        assertThat(ask("/v1/shops", token, "shop-page").findValuesAsText("shop"))
                .containsExactly(SHOP);
        assertThat(ask("/v1/shops", all, "shop-page").findValuesAsText("shop")).containsExactly(SHOP, OTHER);
        assertThat(stack.get("/v1/shops/" + OTHER + "/sync", token).statusCode())
                .isEqualTo(401);
        assertThat(stack.get("/v1/shops/" + OTHER + "/jobs/x", token).statusCode())
                .isEqualTo(401);
        assertThat(ask("/v1/whoami", token, "whoami").path("shops")).hasSize(1);
        assertThat(ask("/v1/whoami", all, "whoami").path("name").asText()).isEqualTo("chief");
        for (String path : List.of("/v1/overview", "/v1/overview/stream", "/v1/shops", "/v1/jobs", "/v1/whoami")) {
            assertThat(stack.get(path, "nobody's").statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void pages_of_shops_hold_each_once_and_a_query_leaves_the_others_out() throws Exception {
        JsonNode first = ask("/v1/shops?limit=1", all, "shop-page");
        JsonNode second =
                ask("/v1/shops?limit=1&cursor=" + first.path("nextCursor").asText(), all, "shop-page");

        assertThat(first.findValuesAsText("shop")).containsExactly(SHOP);
        assertThat(second.findValuesAsText("shop")).containsExactly(OTHER);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(ask("/v1/shops?q=SHOP-2", all, "shop-page").findValuesAsText("shop"))
                .containsExactly(OTHER);
    }

    @Test
    void a_reconciliation_that_was_asked_for_is_done_by_the_sink_audited_and_told_as_a_job() throws Exception {
        String jobId = reconcile("{\"full\":true}").path("jobId").asText();
        awaitDone(jobId);

        JsonNode job = job(jobId);
        assertThat(job.path("done").asLong()).isEqualTo(10);
        assertThat(job.path("total").asLong()).isEqualTo(10);
        assertThat(job.path("by").asText()).isEqualTo("shops-file");
        assertThat(ask("/v1/jobs?state=done", all, "job-page").findValuesAsText("jobId"))
                .contains(jobId);
        assertThat(ask("/v1/jobs", stack.token(OTHER), "job-page").path("jobs")).isEmpty();
        await().atMost(SOON)
                .until(() ->
                        ask("/v1/shops/" + SHOP + "/sync", all, "sync-status").has("lastReconciledAt"));
        assertThat(TopicReader.read(stack.bootstrapServers(), Topics.AUDIT))
                .filteredOn(audit -> audit.route().endsWith("/reconcile"))
                .extracting(Audit::stage)
                .contains(Audit.Stage.BEGUN, Audit.Stage.ENDED);
        assertThat(stack.get("/v1/shops/" + OTHER + "/jobs/" + jobId, stack.token(OTHER))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_last_hour_and_the_jobs_outlast_a_restart_and_no_job_is_done_again() throws Exception {
        String jobId = reconcile("{\"full\":true}").path("jobId").asText();
        awaitDone(jobId);
        sendWebhook();
        await().atMost(SOON).until(() -> hadTraffic(overview()));
        String last = last(overview());

        stack.stopLocal();
        stack.startLocal();

        await().atMost(SOON)
                .until(() -> overview().path("history").size() > 0
                        && last(overview()).compareTo(last) > 0);
        assertThat(hadTraffic(overview())).isTrue();
        assertThat(job(jobId).path("state").asText()).isEqualTo("done");
        String next = reconcile("{}").path("jobId").asText();
        awaitDone(next);
        assertThat(TopicReader.read(stack.bootstrapServers(), Topics.JOBS))
                .filteredOn(job -> job.jobId().equals(jobId))
                .extracting(Job::state)
                .containsOnlyOnce(Job.State.DONE)
                .endsWith(Job.State.DONE);
    }

    private static boolean hadTraffic(JsonNode overview) {
        return overview.path("history").findValues("webhooksPerSecond").stream()
                .anyMatch(figure -> figure.asDouble() > 0);
    }

    private static String last(JsonNode overview) {
        JsonNode history = overview.path("history");
        return history.path(history.size() - 1).path("at").asText();
    }

    @Test
    void a_stream_begins_with_the_whole_hour_and_goes_on_with_the_newest_seconds() throws Exception {
        await().atMost(SOON).until(() -> overview().path("history").size() > 1);
        int port = URI.create(stack.stockUrl()).getPort();
        try (EventStreamReader stream = EventStreamReader.open(port, "/v1/overview/stream", all, null)) {
            await().atMost(SOON).until(() -> stream.events().size() >= 3);

            assertThat(stream.head()).contains("text/event-stream");
            assertThat(stream.events())
                    .extracting(EventStreamReader.Event::name)
                    .containsOnly("overview");
            assertThat(history(stream, 0)).hasSizeGreaterThan(1);
            assertThat(history(stream, 2)).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static JsonNode history(EventStreamReader stream, int event) throws Exception {
        JsonNode overview = Json.mapper().readTree(stream.events().get(event).data());
        assertThat(SchemaValidator.of("overview").errorsIn(overview)).isEmpty();
        return overview.path("history");
    }
}
