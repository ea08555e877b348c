package io.stocktide.system;

import static io.stocktide.system.Stack.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Records that no service of ours has written, or that were never meant to stand. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangeRecordTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LEVEL_TOPIC = "inventory_levels/update";

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

    private List<DeadLetter> deadLetters() {
        return TopicReader.read(stack.bootstrapServers(), Topics.DEAD_LETTERS);
    }

    @Test
    void what_makes_no_sense_on_an_input_becomes_a_dead_letter_and_the_stream_goes_on() throws Exception {
        try (TopicWriter stranger = TopicWriter.to(stack.bootstrapServers())) {
            stranger.write("webhooks", "no-shop", "{}", "x-shopify-topic", LEVEL_TOPIC);
            stranger.write("webhooks", SHOP + "/no-topic", Stack.level(1, 1));
            stranger.write("webhooks", SHOP + "/no-json", "\0\1\2", "x-shopify-topic", LEVEL_TOPIC);
            stranger.write("channel-events", SHOP + "/no-json", "<xml/>");
            stranger.write("channel-events", SHOP + "/no-event", "[]");
            stranger.write("deliveries", SHOP + "/no-delivery", "{\"batchId\":{}}");
            stranger.write("snapshots", SHOP + "/item/1", "\"text\"");
        }
        stack.webhook("after-the-poison", LEVEL_TOPIC, Stack.level(5001, 5));

        stack.awaitAvailable(5001, 5);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetters())
                        .extracting(letter ->
                                letter.origin().topic() + " " + letter.origin().key())
                        .contains(
                                "webhooks no-shop",
                                "webhooks " + SHOP + "/no-topic",
                                "webhooks " + SHOP + "/no-json",
                                "channel-events " + SHOP + "/no-json",
                                "channel-events " + SHOP + "/no-event",
                                "deliveries " + SHOP + "/no-delivery",
                                "snapshots " + SHOP + "/item/1"));
        assertThat(deadLetters()).allSatisfy(letter -> {
            assertThat(letter.cause()).isNotBlank();
            assertThat(letter.message()).isNotBlank();
        });
    }

    @Test
    void what_an_aborted_transaction_wrote_changes_no_stock() throws Exception {
        try (TopicWriter stranger = TopicWriter.inTransactions(stack.bootstrapServers())) {
            stranger.begin();
            stranger.write("webhooks", SHOP + "/aborted", Stack.level(5002, 99), "x-shopify-topic", LEVEL_TOPIC);
            stranger.abort();
        }
        stack.webhook("after-the-abort", LEVEL_TOPIC, Stack.level(5003, 7));

        stack.awaitAvailable(5003, 7);
        assertThat(stack.item(5002).isMissingNode()).isTrue();
    }

    @Test
    void a_batch_of_an_aborted_transaction_is_never_sent_to_shopify() throws Exception {
        long calls = stack.simulator().progress().mutationCalls();
        try (TopicWriter stranger = TopicWriter.inTransactions(stack.bootstrapServers())) {
            stranger.begin();
            stranger.write("batches", SHOP + "/" + Sales.BATCH_ID, Sales.batch(stack));
            stranger.abort();
        }
        // A sale of the same shop comes after it on the same partition, in a batch of its own.
        Sales.sell(stack, "after-the-aborted-batch", 1);

        await().atMost(SOON).until(() -> stack.simulator().progress().mutationsApplied() > calls);
        assertThat(stack.simulator().progress().mutationCalls()).isEqualTo(calls + 1);
    }
}
