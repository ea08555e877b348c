package io.stocktide.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stocktide.bench.peers.RedisConsumer.Settings;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.standalone.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

class RedisConsumerTest {
    private static final String TOPIC = Topics.WEBHOOKS.name();
    private static final int PARTITIONS = 3;
    private static final int ORDERS = 2_000;
    private static final int VARIANTS = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    private static EmbeddedBroker broker;
    private static Map<String, Object> clients;
    private static final Map<String, Long> sold = new HashMap<>();
    private static long written;

    @BeforeAll
    static void orders_lie_on_the_topic_each_fifth_of_them_twice() throws Exception {
        broker = new EmbeddedBroker(dir.resolve("kafka"), 0);
        broker.start();
        clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<String, byte[]> producer = producer()) {
            Random random = new Random(20261121);
            for (int i = 0; i < ORDERS; i++) {
                ProducerRecord<String, byte[]> order = order(i, random);
                for (int times = i % 5 == 0 ? 2 : 1; times > 0; times--) {
                    send(producer, order);
                }
            }
            send(producer, webhook("shop-1.myshopify.com/no-json", "orders/create", "{"));
            send(producer, webhook("shop-1.myshopify.com/level", "inventory_levels/update", "{}"));
            send(producer, new ProducerRecord<>(TOPIC, 0, "shop-1.myshopify.com/erased", null));
            send(producer, new ProducerRecord<>(TOPIC, 0, "~tick", "{}".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }

    @AfterAll
    static void stops() {
        broker.close();
    }

    @Test
    void an_order_is_taken_off_once_however_often_its_webhook_came() throws Exception {
        try (RedisServer server = RedisServer.start(dir);
                RedisClient redis = server.client()) {
            try (RedisConsumer consumer = RedisConsumer.start(settings("stock", Optional.of(server)))) {
                awaitAllCommitted("stock");
            }
            sold.forEach((key, units) -> assertThat(redis.get(key)).as(key).isEqualTo(Long.toString(-units)));
            assertThat(redis.keys("stock:*")).hasSameSizeAs(sold.keySet());
        }
    }

    @Test
    void who_reads_again_from_the_beginning_takes_nothing_off_twice() throws Exception {
        try (RedisServer server = RedisServer.start(dir);
                RedisClient redis = server.client()) {
            for (String group : List.of("first", "second")) {
                try (RedisConsumer consumer = RedisConsumer.start(settings(group, Optional.of(server)))) {
                    awaitAllCommitted(group);
                }
            }
            sold.forEach((key, units) -> assertThat(redis.get(key)).as(key).isEqualTo(Long.toString(-units)));
        }
    }

    @Test
    void parsing_alone_reads_everything_without_redis() throws Exception {
        try (RedisConsumer consumer = RedisConsumer.start(settings("parsing", Optional.empty()))) {
            awaitAllCommitted("parsing");
        }
    }

    @Test
    void a_topic_that_is_not_there_is_said_before_anything_starts() {
        Settings settings = new Settings(broker.bootstrapServers(), "elsewhere", Optional.empty(), "lost", 1);

        assertThatThrownBy(() -> RedisConsumer.start(settings)).hasMessageContaining("does not host this topic");
    }

    private static Settings settings(String group, Optional<RedisServer> server) {
        return new Settings(broker.bootstrapServers(), TOPIC, server.map(RedisServer::url), group, 2);
    }

    private static void awaitAllCommitted(String group) {
        try (Admin admin = Admin.create(clients)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(committed(admin, group)).isEqualTo(written));
        }
    }

    private static long committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }

    private static ProducerRecord<String, byte[]> order(int number, Random random) {
        String shop = "shop-" + number % 7 + ".myshopify.com";
        long variant = 1 + random.nextInt(VARIANTS);
        int quantity = 1 + random.nextInt(4);
        sold.merge("stock:" + shop + ":" + variant, (long) quantity, Long::sum);
        sold.merge("stock:" + shop + ":999", 1L, Long::sum);
        String lines = line(1, variant, quantity, "\"shopify\"")
                + "," + line(2, 999L, 1, "\"shopify\"")
                + "," + line(3, variant, 5, "null")
                + "," + line(4, null, 5, "\"shopify\"");
        String body = "{\"id\":" + number + ",\"updated_at\":\"2026-11-20T10:00:00Z\",\"line_items\":[" + lines + "]}";
        return webhook(shop + "/webhook-" + number, "orders/create", body);
    }

    private static String line(int id, Long variant, int quantity, String management) {
        return "{\"id\":" + id + ",\"variant_id\":" + variant + ",\"quantity\":" + quantity
                + ",\"variant_inventory_management\":" + management + "}";
    }

    private static ProducerRecord<String, byte[]> webhook(String key, String topic, String body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, key, body.getBytes(StandardCharsets.UTF_8));
        record.headers().add(RecordHeaders.TOPIC, topic.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
        written++;
    }

    private static KafkaProducer<String, byte[]> producer() {
        Map<String, Object> configs = new HashMap<>(clients);
        configs.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ShopProducerPartitioner.class);
        return new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
    }
}
