package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.standalone.run.GeneratedShops;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three topologies as processes, on three Kafka nodes. */
@Tag("cluster")
class ClusterTest {
    private static final int INSTANCES = 3;
    private static final int PARTITIONS = 6;
    private static final int SHOPS = 12;
    private static final int ITEMS = 10;
    private static final int LOCATION = 9;
    private static final int READS_PER_SECOND = 200;
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    static Path dir;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<Role> TOPOLOGIES = new ArrayList<>();
    private static ThreeNodes kafka;
    private static ShopDirectory shops;
    private static TopicWriter writer;

    private final long seed = Long.getLong("seed", new Random().nextLong());

    @BeforeAll
    static void startAll() throws Exception {
        GeneratedShops.ensure(dir.resolve("shops.json"), SHOPS);
        shops = ShopsFile.read(dir.resolve("shops.json"));
        Files.writeString(dir.resolve("hop.key"), "0123456789abcdef".repeat(4));
        kafka = new ThreeNodes(dir.resolve("kafka"));
        kafka.start();
        try (TopicAdmin topics = new TopicAdmin(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            topics.create(PARTITIONS, ThreeNodes.REPLICAS);
        }
        writer = TopicWriter.to(kafka.bootstrapServers());
        for (int shop = 1; shop <= SHOPS; shop++) {
            for (int item = 1; item <= ITEMS; item++) {
                stock(shop, item, 100 * shop + item);
            }
        }
        for (int number = 1; number <= INSTANCES; number++) {
            TOPOLOGIES.add(topology(number));
        }
    }

    @AfterAll
    static void stopAll() throws Exception {
        for (Role topology : TOPOLOGIES) {
            topology.close();
        }
        // A second run in the same process begins with none.
        TOPOLOGIES.clear();
        writer.close();
        kafka.close();
    }

    private static Role topology(int number) {
        return new Role(
                dir.resolve("topology-" + number + ".log"),
                256,
                "topology",
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--shops-file",
                dir.resolve("shops.json").toString(),
                "--instance-id",
                Integer.toString(number),
                "--state-dir",
                dir.resolve("state-" + number).toString(),
                "--hop-key-file",
                dir.resolve("hop.key").toString(),
                "--threads",
                "1",
                "--drain-seconds",
                "2");
    }

    private static void stock(int shop, int item, int available) throws Exception {
        String time = Instant.now().toString();
        webhook(
                shop,
                "inventory_items/create",
                "{\"id\": %d, \"sku\": \"SKU-%d\", \"tracked\": true, \"updated_at\": \"%s\"}"
                        .formatted(item, item, time));
        webhook(
                shop,
                "inventory_levels/connect",
                "{\"inventory_item_id\": %d, \"location_id\": %d, \"available\": %d, \"updated_at\": \"%s\"}"
                        .formatted(item, LOCATION, available, time));
    }

    private static void webhook(int shop, String topic, String body) throws Exception {
        String id = topic.replace('/', '-') + "-" + body.hashCode();
        writer.write(Topics.WEBHOOKS.name(), domain(shop) + '/' + id, body, "x-shopify-topic", topic);
    }

    /** All three run, and every copy of the state is where it should be: a read of any item succeeds anywhere. */
    @BeforeEach
    void everyInstanceIsReady() throws Exception {
        System.out.println("seed " + seed + " (again by -Dseed=)");
        TOPOLOGIES.stream().filter(topology -> !topology.isAlive()).forEach(Role::start);
        for (Role topology : TOPOLOGIES) {
            await().atMost(START)
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(200))
                    .until(topology::isReady);
        }
        await().atMost(START).ignoreExceptions().until(() -> copies("standby") == PARTITIONS);
        assertThat(copies("active")).isEqualTo(PARTITIONS);
    }

    /** Of how many partitions there is a copy of that role which may answer. */
    private static int copies(String role) throws Exception {
        double sum = 0;
        for (Role topology : TOPOLOGIES) {
            sum += topology.metric("stocktide_reads_partitions{role=\"" + role + "\"}");
        }
        return (int) sum;
    }

    @Test
    void every_sku_is_readable_from_every_instance() throws Exception {
        for (Role topology : TOPOLOGIES) {
            for (int shop = 1; shop <= SHOPS; shop++) {
                for (int item = 1; item <= ITEMS; item++) {
                    JsonNode level = level(topology, shop, item, "");

                    assertThat(level.get("available").asLong()).isGreaterThanOrEqualTo(100L * shop + item - 1);
                    assertThat(level.at("/asOf/role").asText()).isEqualTo("active");
                }
            }
        }
    }

    @Test
    void whoever_has_written_reads_it_from_every_instance() throws Exception {
        for (Role topology : TOPOLOGIES) {
            for (int shop = 1; shop <= SHOPS; shop++) {
                long before = level(topology, shop, 1, "").get("available").asLong();
                long offset = sell(shop, 1).offset();

                JsonNode after = level(topology, shop, 1, "?minOffset=" + offset);

                assertThat(after.get("available").asLong()).isEqualTo(before - 1);
                assertThat(after.at("/asOf/offset").asLong()).isGreaterThanOrEqualTo(offset);
            }
        }
    }

    @Test
    void a_killed_instance_costs_one_read_in_a_thousand_at_most_and_none_after_two_seconds() throws Exception {
        Role victim = TOPOLOGIES.get(new Random(seed).nextInt(INSTANCES));
        try (ReadLoad load = new ReadLoad(TOPOLOGIES, places(), seed).start(READS_PER_SECOND)) {
            awaitReads(load, 10 * READS_PER_SECOND);
            long killedNanos = System.nanoTime();
            victim.kill();
            awaitReads(load, 60 * READS_PER_SECOND);

            List<ReadLoad.Outcome> all = load.outcomes();
            long late = all.stream()
                    .filter(read ->
                            !read.isAnswered() && read.startedNanos() > killedNanos + TimeUnit.SECONDS.toNanos(2))
                    .count();
            long unanswered = all.stream().filter(read -> !read.isAnswered()).count();
            System.out.printf(
                    "killed: %d reads in 60 s, by status %s, %.3f %% answered, longest gap between answers %d ms%n",
                    all.size(),
                    ReadLoad.byStatus(all),
                    100.0 * (all.size() - unanswered) / all.size(),
                    ReadLoad.longestGapMillis(all));
            assertThat(ReadLoad.byStatus(all).keySet()).as(() -> failures(all)).isSubsetOf(0, 200, 503);
            assertThat(late).as(() -> failures(all)).isZero();
            assertThat(unanswered).as(() -> failures(all)).isLessThanOrEqualTo(all.size() / 1000);
        }
        stockGoesOn(victim);
    }

    @Test
    void a_rolling_restart_of_all_three_fails_no_read() throws Exception {
        try (ReadLoad load = new ReadLoad(TOPOLOGIES, places(), seed).start(READS_PER_SECOND)) {
            for (Role topology : TOPOLOGIES) {
                awaitReads(load, load.outcomes().size() + 2 * READS_PER_SECOND);
                topology.stop();
                topology.start();
                await().atMost(START).ignoreExceptions().until(topology::isReady);
            }
            awaitReads(load, load.outcomes().size() + 5 * READS_PER_SECOND);

            List<ReadLoad.Outcome> all = load.outcomes();
            System.out.printf(
                    "rolling restart: %d reads, by status %s, longest gap between answers %d ms%n",
                    all.size(), ReadLoad.byStatus(all), ReadLoad.longestGapMillis(all));
            assertThat(ReadLoad.byStatus(all)).as(() -> failures(all)).containsOnlyKeys(200);
        }
    }

    /** What the killed one owned is worked on by the others. */
    private static void stockGoesOn(Role dead) throws Exception {
        for (int shop = 1; shop <= SHOPS; shop++) {
            sell(shop, 2);
        }
        for (Role topology : TOPOLOGIES) {
            for (int shop = 1; topology != dead && shop <= SHOPS; shop++) {
                int number = shop;
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() ->
                                level(topology, number, 2, "").get("available").asLong() == 100L * number + 1);
            }
        }
    }

    private static RecordMetadata sell(int shop, int item) throws Exception {
        String key = "sale-" + System.nanoTime();
        String event = """
                {"idempotencyKey": "%s", "type": "sale", "channel": "till",
                 "occurredAt": "%s", "lines": [{"sku": "SKU-%d", "locationId": "%d", "quantity": 1}]}""".formatted(key, Instant.now(), item, LOCATION);
        return writer.write(Topics.CHANNEL_EVENTS.name(), domain(shop) + '/' + key, event);
    }

    private static void awaitReads(ReadLoad load, int count) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> load.outcomes().size() >= count);
    }

    private static List<ReadLoad.Place> places() {
        List<ReadLoad.Place> places = new ArrayList<>();
        for (int shop = 1; shop <= SHOPS; shop++) {
            for (int item = 1; item <= ITEMS; item++) {
                places.add(new ReadLoad.Place(path(shop, item), token(shop)));
            }
        }
        return places;
    }

    private static JsonNode level(Role topology, int shop, int item, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(topology.url() + path(shop, item) + query))
                .header("Authorization", "Bearer " + token(shop))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).at("/levels/0");
    }

    private static String path(int shop, int item) {
        return "/v1/shops/" + domain(shop) + "/stock/" + item;
    }

    private static String domain(int shop) {
        return "shop-" + shop + ".myshopify.com";
    }

    private static String token(int shop) {
        return shops.find(domain(shop)).orElseThrow().apiTokens().get(0).reveal();
    }

    private static String failures(List<ReadLoad.Outcome> all) {
        StringBuilder text = new StringBuilder();
        all.stream()
                .filter(read -> !read.isAnswered())
                .limit(20)
                .forEach(read -> text.append(read).append('\n'));
        TOPOLOGIES.forEach(topology -> text.append(topology.tail()).append('\n'));
        return text.toString();
    }
}
