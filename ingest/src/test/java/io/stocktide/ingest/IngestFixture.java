package io.stocktide.ingest;

import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.ShopProducerPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.kafka.PromptWriter;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service on a free loopback port, over a producer whose acks the test decides. */
final class IngestFixture implements AutoCloseable {
    static final String SHOP = "example.myshopify.com";
    static final String SECRET = "hush-new";
    static final String OLD_SECRET = "hush-old";
    static final String TOKEN = "token-of-example";
    static final int PARTITIONS = 6;
    static final HttpSettings LOOPBACK = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(10));
    static final IngestSettings SETTINGS = IngestSettings.of(Map.of("bootstrap.servers", "127.0.0.1:1"), LOOPBACK);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Metrics metrics = new Metrics();
    private final WatchedProducer producer;
    private final RepliesTopic replies;
    private final IngestService service;

    private static final class WatchedProducer extends MockProducer<String, byte[]> {
        private volatile Consumer<ProducerRecord<String, byte[]>> watch = record -> {};

        private WatchedProducer(boolean acksAtOnce) {
            super(
                    cluster(),
                    acksAtOnce,
                    new ShopProducerPartitioner(),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
            Future<RecordMetadata> sent = super.send(record, callback);
            watch.accept(record);
            return sent;
        }
    }

    private IngestFixture(IngestSettings settings, boolean acksAtOnce, RepliesTopic replies) {
        this.replies = replies;
        MockProducer<String, byte[]> pulses =
                new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
        producer = new WatchedProducer(acksAtOnce);
        service = new IngestService(
                        settings,
                        shops(),
                        metrics,
                        Tracing.OFF,
                        replies.consumer(),
                        producer,
                        new PromptWriter(() -> pulses))
                .start();
    }

    static IngestFixture thatAcksAtOnce() {
        return new IngestFixture(SETTINGS, true, RepliesTopic.of(PARTITIONS));
    }

    static IngestFixture thatAcksWhenTold() {
        return thatAcksWhenTold(SETTINGS);
    }

    static IngestFixture thatAcksWhenTold(IngestSettings settings) {
        return new IngestFixture(settings, false, RepliesTopic.of(PARTITIONS));
    }

    static IngestFixture over(RepliesTopic replies, IngestSettings settings) {
        return new IngestFixture(settings, true, replies);
    }

    static IngestSettings settings(Duration ackTimeout, int maxInFlight) {
        return settings(LOOPBACK, ackTimeout, SETTINGS.replyTimeout(), maxInFlight);
    }

    static IngestSettings settings(HttpSettings http, Duration ackTimeout, Duration replyTimeout, int maxInFlight) {
        return new IngestSettings(
                SETTINGS.kafka(),
                http,
                SETTINGS.maxBodyBytes(),
                SETTINGS.maxEventBytes(),
                ackTimeout,
                replyTimeout,
                SETTINGS.bufferBytes(),
                maxInFlight);
    }

    static ShopDirectory shops() {
        return ShopDirectory.of(List.of(
                new ShopConfig(SHOP, secrets(SECRET, OLD_SECRET), secrets(TOKEN), Optional.empty()),
                new ShopConfig("other.myshopify.com", secrets("hush-other"), secrets("other"), Optional.empty())));
    }

    MockProducer<String, byte[]> producer() {
        return producer;
    }

    /** What happens when a record has been sent, before its sender goes on. */
    void onceSent(Consumer<ProducerRecord<String, byte[]>> watch) {
        producer.watch = watch;
    }

    RepliesTopic replies() {
        return replies;
    }

    IngestService service() {
        return service;
    }

    /** A webhook with nothing wrong in it, to be spoilt by the test. */
    HttpRequest.Builder webhook(byte[] body) {
        return request("/webhooks")
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", "orders/create")
                .header("X-Shopify-Shop-Domain", SHOP)
                .header("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
                .header("X-Shopify-Hmac-Sha256", sign(SECRET, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpRequest.Builder event(String body) {
        return post("/channel-events", body);
    }

    /** A request under the shop with its token. */
    HttpRequest.Builder post(String path, String body) {
        return request("/v1/shops/" + SHOP + path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends, and returns once the record is with the producer. */
    CompletableFuture<HttpResponse<String>> sendUntilProduced(HttpRequest.Builder request) {
        int before = producer.history().size();
        CompletableFuture<HttpResponse<String>> answer =
                CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        await().until(() -> producer.history().size() > before);
        return answer;
    }

    ProducerRecord<String, byte[]> onlyRecord() {
        List<ProducerRecord<String, byte[]>> records = producer.history();
        if (records.size() != 1) {
            throw new AssertionError("expected one record, not " + records.size());
        }
        return records.get(0);
    }

    static String header(ProducerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The value of a metric's line in the scrape; 0 where there is none. */
    double metric(String line) throws Exception {
        return send(request("/metrics"))
                .body()
                .lines()
                .filter(found -> found.startsWith(line + " "))
                .mapToDouble(found -> Double.parseDouble(found.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    static String sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        metrics.close();
    }

    private static List<Secret> secrets(String... values) {
        return Stream.of(values).map(Secret::new).toList();
    }

    static Cluster cluster() {
        Node node = new Node(1, "127.0.0.1", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = Stream.of(Topics.WEBHOOKS, Topics.CHANNEL_EVENTS)
                .flatMap(topic -> IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new PartitionInfo(topic.name(), partition, node, nodes, nodes)))
                .toList();
        return new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    }
}
