package io.stocktide.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class ReplyFeedTest {
    private final List<String> values = new CopyOnWriteArrayList<>();

    @Test
    void it_is_ready_once_it_has_its_place_at_the_end_of_every_partition() {
        RepliesTopic topic = RepliesTopic.of(3).holding(5);
        try (ReplyFeed feed = feed(topic)) {
            assertThat(feed.notReadyBecause()).isPresent();
            feed.start();
            await().until(() -> feed.notReadyBecause().isEmpty());

            assertThat(topic.positions()).containsExactly(5L, 5L, 5L);
            topic.write(2, "s/r", "a".getBytes(StandardCharsets.UTF_8));
            await().until(() -> values.equals(List.of("a")));
        }
    }

    @Test
    void a_partition_that_is_added_is_read_from_its_beginning() {
        RepliesTopic topic = RepliesTopic.of(1).holding(5);
        try (ReplyFeed feed = feed(topic)) {
            feed.start();
            await().until(() -> feed.notReadyBecause().isEmpty());

            topic.growTo(2);
            topic.holding(5);

            await().until(() -> topic.positions().equals(List.of(5L, 0L)));
        }
    }

    @Test
    void trouble_is_told_and_passes() {
        RepliesTopic topic = RepliesTopic.of(1);
        try (ReplyFeed feed = feed(topic)) {
            feed.start();
            await().until(() -> feed.notReadyBecause().isEmpty());

            topic.failNextPoll(new KafkaException("a name of ours"));

            await().until(() -> feed.notReadyBecause()
                    .filter(reason -> reason.endsWith("KafkaException"))
                    .isPresent());
            await().until(() -> feed.notReadyBecause().isEmpty());
        }
    }

    @Test
    void it_closes_its_consumer_whether_or_not_it_was_started() {
        RepliesTopic started = RepliesTopic.of(1);
        RepliesTopic never = RepliesTopic.of(1);
        ReplyFeed feed = feed(started);
        feed.start();

        feed.close();
        feed(never).close();

        assertThat(started.closed()).isTrue();
        assertThat(never.closed()).isTrue();
    }

    private ReplyFeed feed(RepliesTopic topic) {
        return new ReplyFeed(topic.consumer(), value -> values.add(new String(value, StandardCharsets.UTF_8)));
    }
}
