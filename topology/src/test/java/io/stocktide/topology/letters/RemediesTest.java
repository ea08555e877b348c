package io.stocktide.topology.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Redrive.Outcome;
import io.stocktide.topology.topics.MockTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemediesTest {
    private static final String SHOP = "a-shop.myshopify.com";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final BatchChange DELTA = new BatchChange(11, 71, -2, null, null, 5, "pos-1");
    private static final BatchChange COUNT = new BatchChange(11, 71, 0, 9, 8, 6, "count-1");

    private final MockTopics topics = new MockTopics();
    private final Remedies remedies = new Remedies(topics.reader(), InstantSource.fixed(NOW));

    @BeforeEach
    void nothingWasAskedToBeErased() {
        topics.empty("erasures");
    }

    /** Lies on the topic now; returns where. */
    private long record(String topic, String key, byte[] value) {
        return topics.record(topic, key, value);
    }

    private <V> long record(Topic<V> topic, String name, V value) {
        return record(
                topic.name(), SHOP + '/' + name, topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    private static Batch batch(Batch.Kind kind, Instant formedAt, BatchChange row) {
        return new Batch("7d1f9a36-7a11-4d3f-9a67-3f2f5f6f0b11", SHOP, kind, 1, formedAt, List.of(row));
    }

    private Remedy of(String cause, String topic, long offset, String name, Object detail) throws Exception {
        String text = detail == null || detail instanceof String
                ? (String) detail
                : Json.mapper().writeValueAsString(detail);
        DeadLetter.Origin origin = new DeadLetter.Origin(topic, 0, offset, SHOP + '/' + name);
        DeadLetter letter = new DeadLetter(SHOP, cause, "m", origin, 1, text, NOW);
        return remedies.of(new ListedDeadLetter("0-42", letter, null, List.of()));
    }

    private static ProducerRecord<String, byte[]> written(Remedy remedy) {
        assertThat(remedy).isInstanceOf(Remedy.Write.class);
        return ((Remedy.Write) remedy).record();
    }

    private static <V> V value(Topic<V> topic, Remedy remedy) {
        ProducerRecord<String, byte[]> record = written(remedy);
        assertThat(record.topic()).isEqualTo(topic.name());
        return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    }

    private static Outcome outcome(Remedy remedy) {
        assertThat(remedy).isInstanceOf(Remedy.None.class);
        return ((Remedy.None) remedy).outcome();
    }

    @Test
    void a_webhook_is_sent_again_byte_by_byte_and_dated_as_it_came() throws Exception {
        byte[] body = {'{', 0, '}'};
        long offset = record("webhooks", SHOP + "/w-1", body);

        ProducerRecord<String, byte[]> record = written(of("malformed_json", "webhooks", offset, "w-1", null));

        assertThat(record.key()).isEqualTo(SHOP + "/w-1");
        assertThat(record.value()).isEqualTo(body);
        assertThat(new String(
                        record.headers().lastHeader(RecordHeaders.TRIGGERED_AT).value(), StandardCharsets.UTF_8))
                .startsWith("19");
    }

    @Test
    void what_is_no_longer_there_or_is_another_record_is_gone() throws Exception {
        long offset = record("webhooks", SHOP + "/w-1", new byte[] {'{'});

        assertThat(outcome(of("malformed_json", "webhooks", offset, "w-2", null)))
                .isEqualTo(Outcome.GONE);
        assertThat(outcome(of("malformed_json", "webhooks", offset + 1, "w-1", null)))
                .isEqualTo(Outcome.GONE);
    }

    @Test
    void what_a_customer_had_erased_is_gone_even_while_it_can_still_be_read() throws Exception {
        long offset = record("webhooks", SHOP + "/w-1", new byte[] {'{'});
        long other = record("webhooks", SHOP + "/w-2", new byte[] {'{'});
        record("erasures", SHOP + "/redact", new byte[] {'{'});
        assertThat(of("malformed_json", "webhooks", offset, "w-1", null)).isInstanceOf(Remedy.Write.class);

        record("webhooks", SHOP + "/w-1", null);

        assertThat(outcome(of("malformed_json", "webhooks", offset, "w-1", null)))
                .isEqualTo(Outcome.GONE);
        assertThat(of("malformed_json", "webhooks", other, "w-2", null)).isInstanceOf(Remedy.Write.class);
    }

    @Test
    void of_an_event_only_the_line_that_was_refused_is_sent_again_under_a_key_of_its_own() throws Exception {
        ChannelLine bad = new ChannelLine("twice", null, 71, null, 3);
        ChannelLine good = new ChannelLine("once", null, 71, null, 1);
        ChannelEvent event = new ChannelEvent("pos-1", ChannelEvent.Type.SALE, "pos", NOW, List.of(good, bad));
        long offset = record(Topics.CHANNEL_EVENTS, "pos-1", event);

        Remedy remedy = of("ambiguous_sku", "channel-events", offset, "pos-1", bad);

        assertThat(written(remedy).key()).isEqualTo(SHOP + "/redrive/0-42");
        assertThat(value(Topics.CHANNEL_EVENTS, remedy))
                .isEqualTo(new ChannelEvent("redrive/0-42", ChannelEvent.Type.SALE, "pos", NOW, List.of(bad)));
    }

    @Test
    void a_command_to_a_reservation_is_left_to_who_gave_it() throws Exception {
        assertThat(outcome(of("processing_failed", "channel-events", 0, "reservation/1", null)))
                .isEqualTo(Outcome.NOT_REDRIVABLE);
    }

    @Test
    void of_a_row_that_shopify_refused_the_level_is_redriven() throws Exception {
        ChannelEvent event = value(Topics.CHANNEL_EVENTS, of("shopify_rejected", "batches", 0, "b", DELTA));

        assertThat(event.type()).isEqualTo(ChannelEvent.Type.REDRIVE);
        assertThat(event.lines()).singleElement().satisfies(line -> {
            assertThat(line.inventoryItemId()).isEqualTo(11);
            assertThat(line.locationId()).isEqualTo(71);
        });
    }

    @Test
    void a_count_that_shopify_refused_is_to_be_made_anew() throws Exception {
        assertThat(outcome(of("shopify_rejected", "batches", 0, "b", COUNT))).isEqualTo(Outcome.NOT_REDRIVABLE);
    }

    @Test
    void a_batch_that_was_given_up_is_handed_over_again_however_old_with_the_time_of_its_last_try() throws Exception {
        Instant daysAgo = NOW.minus(Duration.ofHours(50));
        long offset = record(Topics.BATCHES, "b", batch(Batch.Kind.ADJUST, daysAgo, DELTA));

        Remedy remedy = of("shopify_unreachable", "batches", offset, "b", null);

        assertThat(value(Topics.BATCHES, remedy).changes()).containsExactly(DELTA);
        assertThat(written(remedy)
                        .headers()
                        .lastHeader(RecordHeaders.TRIED_UNTIL)
                        .value())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(NOW.toString());
    }

    @Test
    void a_batch_whose_level_was_counted_since_is_not_sent_again_since_it_is_in_the_count() throws Exception {
        long offset = record(Topics.BATCHES, "b", batch(Batch.Kind.ADJUST, NOW, DELTA));
        record(Topics.BATCHES, "c", batch(Batch.Kind.SET, NOW, COUNT));

        assertThat(outcome(of("shopify_unreachable", "batches", offset, "b", null)))
                .isEqualTo(Outcome.NOT_REDRIVABLE);
    }

    @Test
    void a_variant_that_stayed_unknown_is_asked_for_again_wherever_the_letter_came_from() throws Exception {
        Lookup question = value(Topics.LOOKUPS, of("unknown_variant", "lookups", -1, "variant/31", "31"));

        assertThat(question.variantId()).isEqualTo(31);
        assertThat(question.reason()).isEqualTo(Lookup.Reason.UNKNOWN_VARIANT);
    }

    @Test
    void instead_of_an_old_snapshot_shopify_is_read_anew() throws Exception {
        assertThat(value(Topics.LOOKUPS, of("malformed_body", "snapshots", 3, "item/11", null))
                        .inventoryItemId())
                .isEqualTo(11);
    }

    @Test
    void what_points_at_no_record_or_says_nothing_of_what_died_cannot_be_sent_again() throws Exception {
        assertThat(outcome(of("processing_failed", "lookups", -1, "item/11", null)))
                .isEqualTo(Outcome.NOT_REDRIVABLE);
        assertThat(outcome(of("malformed_batch", "batches", 0, "b", null))).isEqualTo(Outcome.NOT_REDRIVABLE);
        assertThat(outcome(of("unknown_variant", "lookups", -1, "variant/x", "x")))
                .isEqualTo(Outcome.NOT_REDRIVABLE);
        assertThat(outcome(of("shopify_rejected", "batches", 0, "b", "no row"))).isEqualTo(Outcome.NOT_REDRIVABLE);
    }
}
