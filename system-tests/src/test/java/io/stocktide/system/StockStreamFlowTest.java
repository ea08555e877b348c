package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.topology.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Streams while much changes, readers come and go or read nothing, and Kafka is away. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockStreamFlowTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SHOP = "abc";
    private static final String OTHER = "abc-2";
    private static final String PADDING = "x".repeat(2_000);

    @TempDir
    static Path dir;

    private Broker broker;
    private TopicWriter writer;

    @BeforeAll
    void startBroker() {
        broker = Brokers.in(dir);
        broker.start();
        try (TopicAdmin topics = new TopicAdmin(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            topics.create(1, (short) 1);
        }
        writer = TopicWriter.to(broker.bootstrapServers());
    }

    @AfterAll
    void stopBroker() {
        writer.close();
        broker.close();
    }

    private StreamServer server(StreamSettings settings) {
        return new StreamServer(broker.bootstrapServers(), settings, SHOP, OTHER);
    }

    private static EventStreamReader reading(StreamServer from) throws Exception {
        EventStreamReader reader = from.read(SHOP, null);
        await().atMost(SOON).until(() -> !reader.events().isEmpty());
        return reader;
    }

    /** Writes so many changes of the shop, with those of another between; the ids of the shop's own. */
    private List<String> write(int changes, String data) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            sent.add(writer.send("stock", Keys.level(SHOP, i % 50, 71), "{\"available\":" + i + data + "}"));
            var unused = writer.send("stock", Keys.level(OTHER, i % 50, 71), "{\"available\":-1}");
        }
        List<String> ids = new ArrayList<>();
        for (Future<RecordMetadata> place : sent) {
            ids.add("0-" + place.get(30, TimeUnit.SECONDS).offset());
        }
        return ids;
    }

    private static List<String> ids(EventStreamReader reader) {
        return reader.changes().stream().map(EventStreamReader.Event::id).toList();
    }

    /** Says what is amiss, not all that there is. */
    private static void assertSame(List<String> heard, List<String> written, String which) {
        Set<String> missed = new LinkedHashSet<>(written);
        heard.forEach(missed::remove);
        assertThat(missed).as("missed: " + which).isEmpty();
        assertThat(heard).as("heard: " + which).hasSameSizeAs(written);
        assertThat(heard.equals(written))
                .as("in the order of the topic: " + which)
                .isTrue();
    }

    @Test
    void a_reader_that_comes_and_goes_misses_nothing_and_hears_nothing_twice_from_whichever_instance()
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        try (StreamServer one = server(StreamSettings.defaults());
                StreamServer two = server(StreamSettings.defaults());
                EventStreamReader start = reading(one)) {
            CompletableFuture<List<String>> written = new CompletableFuture<>();
            List<String> heard = new ArrayList<>();
            String last = start.lastId();
            int connections = 0;
            completeWith(written);
            while (!written.isDone() || !last.equals(lastOf(written.get()))) {
                StreamServer instance = random.nextBoolean() ? one : two;
                int wanted = random.nextInt(2_000);
                try (EventStreamReader reader = instance.read(SHOP, last)) {
                    await().atMost(SOON)
                            .until(() -> reader.changes().size() >= wanted
                                    || (written.isDone() && isLast(reader, written.get())));
                    reader.close();
                    await().until(reader::isEnded);
                    heard.addAll(ids(reader));
                    last = reader.lastId() == null ? last : reader.lastId();
                }
                connections++;
            }

            assertSame(heard, written.get(), "-Dseed=" + seed + ", " + connections + " connections");
        }
    }

    private static boolean isLast(EventStreamReader reader, List<String> written) {
        return lastOf(written).equals(reader.lastId());
    }

    private static String lastOf(List<String> written) {
        return written.get(written.size() - 1);
    }

    private void completeWith(CompletableFuture<List<String>> written) {
        var unused = CompletableFuture.runAsync(() -> {
            try {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    ids.addAll(write(200, ""));
                }
                written.complete(ids);
            } catch (Exception e) {
                written.completeExceptionally(e);
            }
        });
    }

    @Test
    void a_reader_that_is_far_behind_goes_over_to_what_is_live_without_a_gap_while_more_comes() throws Exception {
        try (StreamServer server = server(StreamSettings.defaults());
                EventStreamReader live = reading(server)) {
            String before = live.lastId();
            List<String> ids = new ArrayList<>(write(10_000, ""));
            CompletableFuture<List<String>> more = new CompletableFuture<>();
            try (EventStreamReader late = server.read(SHOP, before)) {
                completeWith(more);
                ids.addAll(more.get(60, TimeUnit.SECONDS));

                await().atMost(SOON).until(() -> isLast(late, ids) && isLast(live, ids));
                assertSame(ids(late), ids, "late");
                assertSame(ids(live), ids, "live");
            }
        }
    }

    @Test
    void a_reader_that_reads_nothing_delays_no_other() throws Exception {
        try (StreamServer server = server(StreamSettings.defaults().withMaxStall(SOON));
                EventStreamReader stalled = server.stall(SHOP, null);
                EventStreamReader live = reading(server)) {
            await().atMost(SOON).until(() -> server.open() == 2);

            List<String> ids = write(20_000, ",\"x\":\"" + PADDING + "\"");

            await().atMost(SOON).until(() -> isLast(live, ids));
            assertSame(ids(live), ids, "live");
            assertThat(server.open()).isEqualTo(2);
            assertThat(stalled.isEnded()).isFalse();
        }
    }

    @Test
    void a_reader_that_reads_nothing_is_dropped() throws Exception {
        try (StreamServer server = server(StreamSettings.defaults().withMaxStall(Duration.ofSeconds(1)));
                EventStreamReader live = reading(server);
                EventStreamReader stalled = server.stall(SHOP, live.lastId())) {
            List<String> ids = write(10_000, ",\"x\":\"" + PADDING + "\"");

            await().atMost(SOON).until(() -> server.ended("stalled") == 1);
            await().atMost(SOON).until(() -> isLast(live, ids));
            assertThat(server.open()).isEqualTo(1);
            assertThat(stalled.lastId()).isEqualTo(live.events().get(0).id());
        }
    }

    @Test
    void a_stop_ends_streams_at_once_also_those_whose_reader_reads_nothing() throws Exception {
        StreamServer server = server(StreamSettings.defaults().withMaxStall(SOON));
        try (EventStreamReader live = reading(server);
                EventStreamReader stalled = server.stall(SHOP, live.lastId())) {
            List<String> ids = write(10_000, ",\"x\":\"" + PADDING + "\"");
            await().atMost(SOON).until(() -> isLast(live, ids) && server.open() == 2);

            long startedAtNanos = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - startedAtNanos)).isLessThan(Duration.ofSeconds(5));
            await().atMost(SOON).until(live::isEnded);
            assertThat(stalled.status()).isZero();
        } finally {
            server.close();
        }
    }

    @Test
    void streams_stay_open_while_kafka_is_away_and_go_on_where_they_were() throws Exception {
        try (StreamServer server = server(StreamSettings.defaults().withHeartbeat(Duration.ofMillis(200)));
                EventStreamReader reader = reading(server)) {
            broker.close();
            int comments = reader.comments();
            await().atMost(SOON).until(() -> reader.comments() > comments + 2);
            try (EventStreamReader newcomer = server.read(SHOP, null)) {
                await().atMost(SOON).until(() -> newcomer.comments() > 0);
                broker.start();

                List<String> first = write(100, "");
                await().atMost(SOON).until(() -> isLast(reader, first));
                await().atMost(SOON).until(() -> !newcomer.events().isEmpty());
                List<String> second = write(100, "");

                await().atMost(SOON).until(() -> isLast(reader, second) && isLast(newcomer, second));
                assertThat(ids(reader)).hasSize(200).containsAll(first).endsWith(second.toArray(String[]::new));
                assertThat(newcomer.status()).isEqualTo(200);
            }
        }
    }
}
