package io.stocktide.standalone.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stocktide.schemas.rest.VerifyReport;
import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class VerificationTest {
    private static final String ITEM = Log.SHOP + "/item/11";

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Log log = new Log(record ->
            topics.computeIfAbsent(record.topic(), topic -> new ArrayList<>()).add(record));
    private final Map<String, Long> ends = new HashMap<>();
    private String shop;
    private Duration patience = Duration.ofMillis(200);

    /** Gives what lies on the topics. */
    private final class Reader extends MockConsumer<byte[], byte[]> {
        Reader() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            for (TopicPartition partition : assignment()) {
                topics.getOrDefault(partition.topic(), List.of()).stream()
                        .filter(record -> record.offset() >= position(partition))
                        .forEach(this::addRecord);
            }
            return super.poll(timeout);
        }
    }

    /** What is on the topics now is what is read; the rest comes later. */
    private void scanEndsHere() {
        topics.forEach((topic, records) -> ends.put(topic, (long) records.size()));
    }

    private VerifyReport report() {
        Map<String, Span> spans = new HashMap<>();
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        List<String> names = new ArrayList<>(List.of(Log.CHANGELOG));
        Topics.all().forEach(topic -> names.add(topic.name()));
        for (String topic : names) {
            TopicPartition partition = new TopicPartition(topic, 0);
            beginnings.put(partition, 0L);
            spans.put(topic, new Span(partition, 0, ends.getOrDefault(topic, 0L)));
        }
        Reader consumer = new Reader();
        consumer.updateBeginningOffsets(beginnings);
        VerifySettings settings = new VerifySettings(
                Map.of(), "app", shop, null, Duration.ofHours(48), patience, Duration.ofMinutes(1), 10);
        Verification verification = new Verification(settings, new TopicScan(consumer), new Progress(text -> {}, 1));
        verification.verify(new PartitionPlan(spans, 0, 0), Log.AT);
        return verification.report();
    }

    @Test
    void a_mismatch_that_the_next_records_explain_is_no_fault() {
        patience = Duration.ofSeconds(20);
        log.row(1, 10, 10).level(71, 7L, 0).batch("b", 5, "sale-1").webhook("w-1");
        scanEndsHere();
        log.row(2, -3, 7).event("sale-1").judged("w-1");

        assertThat(report().faults()).isEmpty();
    }

    @Test
    void a_mismatch_that_nothing_explains_in_time_is_a_fault() {
        log.row(1, 10, 10).level(71, 7L, 0).batch("b", 5, "sale-1").webhook("w-1");
        scanEndsHere();
        log.row(2, -1, 9);

        VerifyReport report = report();

        assertThat(report.booksAreRight()).isFalse();
        assertThat(report.faults())
                .extracting(Fault::kind)
                .containsExactly(Kind.BALANCE, Kind.MUTATION_WITHOUT_CAUSE, Kind.WEBHOOK_WITHOUT_VERDICT);
        assertThat(report.ledgerMismatches()).isEqualTo(1);
    }

    @Test
    void what_only_comes_while_reading_on_accuses_nobody() {
        log.row(1, 10, 10).level(71, 7L, 0);
        scanEndsHere();
        log.row(2, -3, 7).give(Topics.STOCK.name(), bytes(Log.SHOP + "/12/71"), level());

        assertThat(report().faults()).isEmpty();
    }

    /** Of another item, whose rows are still to come. */
    private byte[] level() {
        List<byte[]> level = new ArrayList<>();
        new Log(record -> level.add(record.value())).level(71, 5L, 0);
        return level.get(0);
    }

    @Test
    void a_record_that_is_none_of_its_topic_is_named_and_the_reading_goes_on() {
        log.give(Topics.LEDGER.name(), bytes(Log.SHOP + "/x"), bytes("<xml/>")).row(1, 10, 9);
        scanEndsHere();

        assertThat(report().faults())
                .extracting(Fault::kind, Fault::key)
                .containsExactly(tuple(Kind.UNREADABLE, Log.SHOP + "/x"), tuple(Kind.LEDGER_CHAIN, ITEM));
    }

    @Test
    void another_shop_is_left_out() {
        shop = "b-shop";
        log.row(1, 10, 9);
        scanEndsHere();

        assertThat(report().faults()).isEmpty();
        assertThat(report().items()).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
