package io.stocktide.service.access;

import static io.stocktide.service.access.AccessFixture.ABC;
import static io.stocktide.service.access.AccessFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.value.Audit;
import io.stocktide.service.kafka.PromptWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
    @TempDir
    Path directory;

    private AccessFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new AccessFixture(
                directory, token("op", Role.OPERATE, ABC, "none.myshopify.com"), token("till", Role.WRITE, ABC));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void an_operator_s_call_is_noted_before_and_after() throws Exception {
        assertThat(fixture.call(Role.OPERATE, ABC, "secret-op").statusCode()).isEqualTo(200);

        List<Audit> audited = fixture.audited();
        String callId = audited.get(0).callId();
        Audit begun = new Audit(
                callId,
                Audit.Stage.BEGUN,
                AccessFixture.NOW,
                ABC,
                "topology",
                "op",
                "operate",
                "POST",
                "/shops/{shop}/letters/{id}/redrive",
                Map.of("id", "3-1042"),
                null);
        assertThat(audited).containsExactly(begun, begun.ended(AccessFixture.NOW, 200));
        assertThat(fixture.producer.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("audit");
            assertThat(record.key()).isEqualTo(ABC + "/" + callId);
            assertThat(SchemaValidator.of("audit").errorsIn(Json.mapper().readTree(record.value())))
                    .isEmpty();
        });
    }

    @Test
    void a_call_that_fails_is_noted_with_how_it_failed() throws Exception {
        assertThat(fixture.call(Role.OPERATE, ABC, "fails", "Bearer secret-op").statusCode())
                .isEqualTo(500);

        assertThat(fixture.audited()).extracting(Audit::status).containsExactly(null, 500);
    }

    @Test
    void a_token_whose_role_is_too_small_is_noted_as_refused() throws Exception {
        assertThat(fixture.call(Role.OPERATE, ABC, "secret-till").statusCode()).isEqualTo(403);

        assertThat(fixture.audited()).singleElement().satisfies(audit -> {
            assertThat(audit.stage()).isEqualTo(Audit.Stage.REFUSED);
            assertThat(audit.status()).isEqualTo(403);
            assertThat(audit.tokenName()).isEqualTo("till");
            assertThat(audit.role()).isEqualTo("write");
        });
    }

    @Test
    void what_needs_no_operator_and_whoever_is_unknown_leaves_no_note() throws Exception {
        fixture.call(Role.READ, ABC, "secret-op");
        fixture.call(Role.WRITE, ABC, "secret-op");
        fixture.call(Role.OPERATE, ABC, "guessed");
        fixture.call(Role.OPERATE, AccessFixture.ABC_2, "secret-op");
        fixture.call(Role.OPERATE, "none.myshopify.com", "secret-op");

        assertThat(fixture.audited()).isEmpty();
    }

    @Test
    void where_kafka_does_not_take_the_note_nothing_is_done() throws Exception {
        fixture.producer.sendException = new TimeoutException("no broker");

        HttpResponse<String> answer = fixture.call(Role.OPERATE, ABC, "secret-op");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("audit-unavailable").doesNotContain("no broker");
        assertThat(fixture.done).hasValue(0);
    }

    @Test
    void without_a_broker_a_note_is_given_up_within_seconds() {
        try (AuditWriter writer =
                new AuditWriter(PromptWriter.of(Map.of("bootstrap.servers", "127.0.0.1:1"), "audit"))) {
            Audit audit = new Audit(
                    "c",
                    Audit.Stage.BEGUN,
                    AccessFixture.NOW,
                    ABC,
                    "topology",
                    "op",
                    "operate",
                    "POST",
                    "/",
                    null,
                    null);

            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThat(writer.isDurable(audit)).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jane@example.com", "a%20b", "x%2Fy"})
    void of_a_path_only_what_looks_like_an_id_is_noted(String id) throws Exception {
        fixture.call(Role.OPERATE, ABC, id, "Bearer secret-op");

        assertThat(fixture.audited())
                .allSatisfy(audit -> assertThat(audit.pathIds()).containsExactly(Map.entry("id", "?")));
    }

    @Test
    void a_note_waits_for_all_replicas_whatever_the_client_is_told() {
        Map<String, Object> config = PromptWriter.producerConfig(Map.of("acks", "1", "transactional.id", "x"), "audit");

        assertThat(config)
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .doesNotContainKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    }
}
