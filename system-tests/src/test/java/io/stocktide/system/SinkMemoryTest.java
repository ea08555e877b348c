package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.standalone.broker.EmbeddedBroker;
import io.stocktide.standalone.run.GeneratedShops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink's memory is bounded by its own limits, and not by what waits for it. */
@Tag("faults")
class SinkMemoryTest {
    private static final int SHOPS = 1_000;
    private static final int BATCHES_EACH = 4;
    private static final int PARTITIONS = 12;
    private static final long MIB = 1024 * 1024;
    private static final Pattern HEAP =
            Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\",id=\"[^\"]*\"\\} ([0-9.E]+)");
    private static final Pattern APPLIED =
            Pattern.compile("stocktide_mutations_total\\{outcome=\"applied\"\\} ([0-9.E]+)");
    private static final byte[] ANSWER = answer();

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger mutations = new AtomicInteger();

    @TempDir
    Path dir;

    @Test
    void a_million_changes_of_a_thousand_shops_wait_outside_its_256_mib_of_heap() throws Exception {
        Path shops = dir.resolve("shops.json");
        GeneratedShops.ensure(shops, SHOPS);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer shopify = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        shopify.setExecutor(threads);
        shopify.createContext("/", this::answer);
        shopify.start();
        try (EmbeddedBroker broker = new EmbeddedBroker(dir.resolve("kafka"), 0)) {
            broker.start();
            fill(broker.bootstrapServers());
            int port = Ports.free();
            Process sink =
                    sink(broker.bootstrapServers(), shops, shopify.getAddress().getPort(), port);
            try {
                long peak = peakUntilAllIsDelivered(sink, port);
                System.out.printf(
                        "sink: %d rows of %d shops delivered, heap at most %d MiB used as sampled (-Xmx256m)%n",
                        SHOPS * BATCHES_EACH * Batch.MAX_CHANGES, SHOPS, peak / MIB);
                assertThat(mutations).hasValueGreaterThanOrEqualTo(SHOPS * BATCHES_EACH);
            } finally {
                sink.destroyForcibly().waitFor();
            }
        } finally {
            shopify.stop(0);
            threads.shutdownNow();
        }
    }

    private long peakUntilAllIsDelivered(Process sink, int port) {
        long[] peak = {0};
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> {
                    assertThat(sink.isAlive()).as(this::log).isTrue();
                    String metrics = metrics(port);
                    peak[0] = Math.max(peak[0], (long) sum(HEAP, metrics));
                    return sum(APPLIED, metrics) >= SHOPS * BATCHES_EACH;
                });
        assertThat(sink.isAlive()).as(this::log).isTrue();
        return peak[0];
    }

    private String metrics(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static double sum(Pattern pattern, String text) {
        double sum = 0;
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return sum;
    }

    private static void fill(String bootstrapServers) throws Exception {
        Map<String, String> kafka = Map.of("bootstrap.servers", bootstrapServers);
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.create(PARTITIONS, (short) 1);
        }
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                // On partitions this young an idempotent producer may meet a sequence that the broker does not know.
                "enable.idempotence",
                false,
                "acks",
                "all",
                "partitioner.class",
                ShopProducerPartitioner.class.getName());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < BATCHES_EACH; number++) {
                for (int shop = 1; shop <= SHOPS; shop++) {
                    sent.add(producer.send(record("shop-" + shop + ".myshopify.com", number + 1)));
                }
            }
            for (Future<RecordMetadata> each : sent) {
                var unused = each.get();
            }
        }
    }

    private static ProducerRecord<String, byte[]> record(String shop, int sequence) {
        String id = UUID.nameUUIDFromBytes((shop + sequence).getBytes(StandardCharsets.UTF_8))
                .toString();
        List<BatchChange> rows = LongStream.rangeClosed(1, Batch.MAX_CHANGES)
                .mapToObj(item -> new BatchChange(
                        7_000_000_000_000L + item, 1, -1, null, null, item, "till-" + shop + "-" + item))
                .toList();
        Batch batch = new Batch(id, shop, Batch.Kind.ADJUST, sequence, Instant.now(), 5_000, rows);
        String topic = Topics.BATCHES.name();
        byte[] value = Topics.BATCHES.valueSerde().serializer().serialize(topic, batch);
        return new ProducerRecord<>(topic, Keys.of(shop, id), value);
    }

    private Process sink(String bootstrapServers, Path shops, int shopifyPort, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.stocktide.standalone.cli.Stocktide",
                        "sync-sink",
                        "--bootstrap-servers",
                        bootstrapServers,
                        "--shops-file",
                        shops.toString(),
                        "--shopify-url",
                        "http://127.0.0.1:" + shopifyPort + "/{shop}",
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("sink.log").toFile())
                .start();
    }

    /** Slow enough that the sink can take in far more than it gets rid of. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            mutations.incrementAndGet();
            TimeUnit.MILLISECONDS.sleep(500);
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] answer() {
        String changes = IntStream.rangeClosed(1, Batch.MAX_CHANGES)
                .mapToObj(item -> "{\"name\": \"available\", \"quantityAfterChange\": 5, \"item\": {\"id\":"
                        + " \"gid://shopify/InventoryItem/" + (7_000_000_000_000L + item) + "\"}, \"location\":"
                        + " {\"id\": \"gid://shopify/Location/1\"}}")
                .collect(Collectors.joining(","));
        return ("{\"data\": {\"inventoryAdjustQuantities\": {\"inventoryAdjustmentGroup\": {\"createdAt\": \""
                        + Instant.now() + "\", \"changes\": [" + changes + "]}, \"userErrors\": []}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String log() {
        try {
            List<String> lines = Files.readAllLines(dir.resolve("sink.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
