package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.topology.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockStreamTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PARTITIONS = 3;
    private static final String SHOP = "abc";
    /** Its name begins with the other's, and it lies on the same partition. */
    private static final String PREFIXED = IntStream.range(2, 1_000)
            .mapToObj(number -> SHOP + "-" + number)
            .filter(name -> partition(name) == partition(SHOP))
            .findFirst()
            .orElseThrow();

    private static final String ELSEWHERE = IntStream.range(0, 1_000)
            .mapToObj(number -> "other-" + number)
            .filter(name -> partition(name) != partition(SHOP))
            .findFirst()
            .orElseThrow();

    @TempDir
    static Path dir;

    private Broker broker;
    private TopicWriter writer;
    private StreamServer server;

    @BeforeAll
    void startBroker() {
        broker = Brokers.in(dir);
        broker.start();
        try (TopicAdmin topics = new TopicAdmin(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            topics.create(PARTITIONS, (short) 1);
        }
        writer = TopicWriter.to(broker.bootstrapServers());
    }

    @AfterAll
    void stopBroker() {
        writer.close();
        broker.close();
    }

    @BeforeEach
    void startServer() {
        server = server(StreamSettings.defaults());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private StreamServer server(StreamSettings settings) {
        return new StreamServer(broker.bootstrapServers(), settings, SHOP, PREFIXED, ELSEWHERE);
    }

    private static int partition(String shop) {
        return ShopPartitioner.partitionOfShop(shop, PARTITIONS);
    }

    private static String level(String shop, long item, long available) {
        return ("{\"shop\":\"%s\",\"inventoryItemId\":\"%d\",\"locationId\":\"71\",\"available\":%d,\"unsettled\":0,"
                        + "\"reserved\":0,\"pendingPush\":0,\"status\":\"in_sync\"}")
                .formatted(shop, item, available);
    }

    private String write(String shop, long item, long available) throws Exception {
        return id(writer.write("stock", Keys.level(shop, item, 71), level(shop, item, available)));
    }

    private static String id(RecordMetadata place) {
        return place.partition() + "-" + place.offset();
    }

    /** One that has its place: it has been told where it begins. */
    private EventStreamReader reading(StreamServer from, String shop) throws Exception {
        EventStreamReader reader = from.read(shop, null);
        await().atMost(SOON).until(() -> !reader.events().isEmpty());
        assertThat(reader.events().get(0).name()).isEqualTo("position");
        return reader;
    }

    private static void awaitChanges(EventStreamReader reader, int count) {
        await().atMost(SOON).until(() -> reader.changes().size() >= count);
    }

    @Test
    void a_stream_begins_now_and_tells_of_each_level_as_the_topic_holds_it() throws Exception {
        write(SHOP, 1, 10);
        try (EventStreamReader reader = reading(server, SHOP)) {
            String changed = write(SHOP, 1, 9);
            String removed = id(writer.write("stock", Keys.level(SHOP, 1, 71), null));
            awaitChanges(reader, 2);

            assertThat(reader.head()).startsWith("HTTP/1.1 200").contains("text/event-stream", "no-store");
            assertThat(reader.changes().get(0))
                    .isEqualTo(new EventStreamReader.Event(changed, "level", level(SHOP, 1, 9)));
            assertThat(reader.changes().get(1).id()).isEqualTo(removed);
            assertThat(reader.changes().get(1).name()).isEqualTo("removed");
            assertThat(SchemaValidator.of("removed-level")
                            .errorsIn(Json.mapper()
                                    .readTree(reader.changes().get(1).data())))
                    .isEmpty();
        }
    }

    @Test
    void a_value_of_several_lines_is_still_one_event() throws Exception {
        try (EventStreamReader reader = reading(server, SHOP)) {
            writer.write("stock", Keys.level(SHOP, 2, 71), "{\r\n\n\"available\": 1}");
            String next = write(SHOP, 2, 5);
            awaitChanges(reader, 2);

            assertThat(Json.mapper()
                            .readTree(reader.changes().get(0).data())
                            .path("available")
                            .asInt())
                    .isEqualTo(1);
            assertThat(reader.changes().get(1).id()).isEqualTo(next);
        }
    }

    @Test
    void a_shop_hears_of_itself_alone_whatever_its_name_begins_with() throws Exception {
        try (EventStreamReader shortName = reading(server, SHOP);
                EventStreamReader longName = reading(server, PREFIXED);
                EventStreamReader elsewhere = reading(server, ELSEWHERE)) {
            for (String shop : List.of(PREFIXED, SHOP, ELSEWHERE, SHOP, PREFIXED)) {
                write(shop, 3, 1);
            }
            awaitChanges(shortName, 2);
            awaitChanges(longName, 2);
            awaitChanges(elsewhere, 1);

            assertThat(shortName.changes())
                    .hasSize(2)
                    .allMatch(event -> event.data().contains("\"" + SHOP + "\""));
            assertThat(longName.changes())
                    .hasSize(2)
                    .allMatch(event -> event.data().contains("\"" + PREFIXED + "\""));
            assertThat(elsewhere.changes()).hasSize(1);
        }
    }

    @Test
    void a_shop_that_catches_up_hears_of_itself_alone_too() throws Exception {
        String before = write(SHOP, 3, 0);
        write(PREFIXED, 3, 1);
        write(SHOP, 3, 2);
        write(PREFIXED, 3, 3);
        write(SHOP, 3, 4);

        try (EventStreamReader reader = server.read(SHOP, before)) {
            awaitChanges(reader, 2);

            assertThat(reader.changes())
                    .hasSize(2)
                    .allMatch(event -> event.data().contains("\"" + SHOP + "\""));
        }
    }

    @Test
    void another_shops_token_opens_no_stream() throws Exception {
        try (EventStreamReader reader = server.readAt(StreamServer.path(SHOP), PREFIXED)) {
            await().atMost(SOON).until(() -> reader.status() == 401);
        }
    }

    @Test
    void what_was_taken_back_is_not_told() throws Exception {
        try (TopicWriter transactions = TopicWriter.inTransactions(broker.bootstrapServers());
                EventStreamReader reader = reading(server, SHOP)) {
            transactions.begin();
            transactions.write("stock", Keys.level(SHOP, 4, 71), level(SHOP, 4, 666));
            transactions.abort();
            transactions.begin();
            transactions.write("stock", Keys.level(SHOP, 4, 71), level(SHOP, 4, 7));
            transactions.commit();
            awaitChanges(reader, 1);

            assertThat(reader.changes())
                    .singleElement()
                    .matches(event -> event.data().equals(level(SHOP, 4, 7)));
        }
    }

    @Test
    void a_last_event_id_that_is_none_is_refused() throws Exception {
        for (String id : List.of("x", "1", "1-", "1-x", "-1-1", "1-2-3", "99999999999-1", "0-99999999999999999999")) {
            try (EventStreamReader reader = server.read(SHOP, id)) {
                await().atMost(SOON).until(() -> reader.status() == 400);
            }
        }
    }

    @Test
    void a_place_that_the_topic_does_not_have_begins_now_and_says_so() throws Exception {
        String last = write(SHOP, 5, 1);
        int partition = partition(SHOP);
        String another = (partition + 1) % PARTITIONS + "-0";
        for (String id : List.of(another, partition + "-99999999")) {
            try (EventStreamReader reader = server.read(SHOP, id)) {
                await().atMost(SOON).until(() -> !reader.events().isEmpty());

                assertThat(reader.events()).as(id).containsExactly(new EventStreamReader.Event(last, "position", "{}"));
                String next = write(SHOP, 5, 2);
                awaitChanges(reader, 1);
                assertThat(reader.changes().get(0).id()).isEqualTo(next);
                last = next;
            }
        }
    }

    @Test
    void the_place_may_be_a_parameter_for_whoever_cannot_set_headers() throws Exception {
        String first = write(SHOP, 6, 1);
        String second = write(SHOP, 6, 2);
        String third = write(SHOP, 6, 3);

        try (EventStreamReader byParameter = server.readAt(StreamServer.path(SHOP) + "?lastEventId=" + first, SHOP)) {
            awaitChanges(byParameter, 2);
            assertThat(byParameter.events())
                    .extracting(EventStreamReader.Event::id)
                    .containsExactly(second, third);
        }
    }

    @Test
    void a_quiet_stream_shows_that_it_lives_and_keeps_its_place_among_the_changes_of_others() throws Exception {
        try (StreamServer beating = server(StreamSettings.defaults().withHeartbeat(Duration.ofMillis(200)));
                EventStreamReader reader = reading(beating, SHOP)) {
            String others = write(PREFIXED, 7, 1);

            await().atMost(SOON).until(() -> reader.comments() > 1 && others.equals(reader.lastId()));
            assertThat(reader.changes()).isEmpty();
        }
    }

    @Test
    void an_instance_takes_so_many_streams_and_a_shop_has_its_share() throws Exception {
        try (StreamServer small = server(StreamSettings.defaults().withMaxStreams(3, 2));
                EventStreamReader first = reading(small, SHOP);
                EventStreamReader second = reading(small, SHOP);
                EventStreamReader third = refused(small, SHOP, 429);
                EventStreamReader other = reading(small, ELSEWHERE);
                EventStreamReader fourth = refused(small, ELSEWHERE, 503)) {
            assertThat(List.of(third, fourth))
                    .allMatch(refused -> refused.head().contains("Retry-After: "));
            assertThat(List.of(first, second, other)).noneMatch(EventStreamReader::isEnded);

            first.close();
            // That it has gone shows as it is written to.
            await().atMost(SOON).until(() -> {
                write(SHOP, 8, 1);
                return small.open() == 2;
            });
            try (EventStreamReader again = reading(small, SHOP)) {
                assertThat(again.status()).isEqualTo(200);
            }
        }
    }

    private static EventStreamReader refused(StreamServer by, String shop, int status) throws Exception {
        EventStreamReader reader = by.read(shop, null);
        await().atMost(SOON).until(() -> reader.status() == status);
        return reader;
    }

    @Test
    void a_stream_ends_when_it_is_old_so_that_its_token_is_shown_again() throws Exception {
        try (StreamServer aging = server(StreamSettings.defaults().withMaxAge(Duration.ofSeconds(1)));
                EventStreamReader reader = reading(aging, SHOP)) {
            await().atMost(SOON).until(reader::isEnded);

            assertThat(aging.ended("aged")).isEqualTo(1);
        }
    }
}
