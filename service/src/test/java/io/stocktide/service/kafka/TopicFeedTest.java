package io.stocktide.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.kafka.TopicFeed.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicFeedTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.JOBS.name(), 0);

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<MockConsumer<String, byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    private TopicFeed feed() {
        return new TopicFeed("test", this::consumer, List.of(Source.whole(Topics.JOBS, (key, job) -> {
            if (key.equals("fails") && failures.incrementAndGet() == 1) {
                throw new IllegalStateException("as asked");
            }
            taken.add(key + (job == null ? " gone" : ""));
        })));
    }

    /** Each has what lies on the topic. */
    private MockConsumer<String, byte[]> consumer() {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 4L));
        consumer.schedulePollTask(() -> records().stream()
                .filter(record -> record.offset() >= consumer.position(PARTITION))
                .forEach(consumer::addRecord));
        consumers.add(consumer);
        return consumer;
    }

    private static List<ConsumerRecord<String, byte[]>> records() {
        return List.of(
                record(0, "a", job()),
                record(1, "torn", "{".getBytes(StandardCharsets.UTF_8)),
                record(2, "fails", job()),
                record(3, "b", null));
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key, byte[] value) {
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, key, value);
    }

    private static byte[] job() {
        try {
            return Json.mapper()
                    .writeValueAsBytes(Job.requested("j", "abc", Job.Kind.REDRIVE, "op", null, Instant.EPOCH));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_lies_there_is_handed_over_but_for_what_cannot_be_read_and_none_of_it_twice() {
        try (TopicFeed feed = feed()) {
            assertThat(feed.isCaughtUp()).isFalse();
            feed.start();
            await().until(feed::isCaughtUp);
        }

        // The one that failed ended its consumer; the next went on behind it.
        assertThat(taken).containsExactly("a", "b gone");
        assertThat(consumers)
                .hasSize(2)
                .allSatisfy(consumer -> assertThat(consumer.closed()).isTrue());
    }

    @Test
    void a_topic_that_is_missing_is_waited_for() {
        AtomicInteger asked = new AtomicInteger();
        TopicFeed feed = new TopicFeed(
                "test",
                () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new KafkaException("away");
                    }
                    return consumer();
                },
                List.of(Source.whole(Topics.JOBS, (key, job) -> taken.add(key))));
        try (feed) {
            feed.start();
            await().until(() -> taken.contains("b"));
        }
    }
}
