package io.stocktide.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.service.trace.TracingSettings;
import io.stocktide.simulator.Simulator;
import io.stocktide.simulator.config.SimulatorConfigBuilder;
import io.stocktide.sink.delivery.DeliverySettings;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.standalone.check.Agreement;
import io.stocktide.standalone.check.SimulatorApi;
import io.stocktide.standalone.check.StockCheck;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.standalone.run.SimulatedShops;
import io.stocktide.standalone.run.StackSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Everything running, with one simulated shop unless told otherwise, and how a client talks to it. */
final class Stack implements AutoCloseable {
    static final String SHOP = "shop-1.myshopify.com";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path dir;
    private final DeliverySettings delivery;
    private final Optional<TracingSettings> tracing;
    private final ShopDirectory shops;
    private final Simulator simulator;
    private final Broker container;
    private final AccessSettings access;
    private LocalStack local;

    Stack(Path dir, int shopCount, UnaryOperator<SimulatorConfigBuilder> traffic) {
        this(dir, shopCount, DeliverySettings.defaults(), traffic);
    }

    Stack(Path dir, int shopCount, DeliverySettings delivery, UnaryOperator<SimulatorConfigBuilder> traffic) {
        this(dir, shopCount, delivery, Optional.empty(), Optional.empty(), traffic);
    }

    /** @param tokensFile tokens beside those that each shop has for its own */
    Stack(Path dir, int shopCount, Path tokensFile, UnaryOperator<SimulatorConfigBuilder> traffic) {
        this(dir, shopCount, DeliverySettings.defaults(), Optional.of(tokensFile), Optional.empty(), traffic);
    }

    Stack(
            Path dir,
            int shopCount,
            DeliverySettings delivery,
            Optional<Path> tokensFile,
            Optional<TracingSettings> tracing,
            UnaryOperator<SimulatorConfigBuilder> traffic) {
        this.access = new AccessSettings(tokensFile, 1_000_000);
        this.dir = dir;
        this.tracing = tracing;
        this.delivery = delivery;
        Path file = dir.resolve("shops.json");
        GeneratedShops.ensure(file, shopCount);
        this.shops = ShopsFile.read(file);
        this.simulator = new Simulator(traffic.apply(SimulatedShops.of(shops)).build());
        simulator.start();
        this.container = ContainerBroker.isWanted() ? Brokers.in(dir) : null;
        if (container != null) {
            container.start();
        }
        startLocal();
    }

    static Stack quiet(Path dir) {
        return new Stack(dir, 2, config -> config.skus(10));
    }

    static Stack traced(Path dir, TracingSettings tracing) {
        return new Stack(
                dir, 2, DeliverySettings.defaults(), Optional.empty(), Optional.of(tracing), config -> config.skus(10));
    }

    void startLocal() {
        StackSettings settings = StackSettings.onFreePorts(dir, simulator.url() + "/shops/{shop}", SETTLING)
                .withDelivery(delivery)
                .withAccess(access);
        local = new LocalStack(tracing.map(settings::withTracing).orElse(settings), shops, broker()).start();
        try {
            local.awaitReady(START);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        simulator.retarget(URI.create(local.ingestUrl() + "/webhooks"), URI.create(local.ingestUrl()));
    }

    /** An embedded broker restarts with the rest, on its data; a container's data go with it, so it stays. */
    private Broker broker() {
        return container != null ? new Lent(container) : Brokers.in(dir.resolve("kafka"));
    }

    void stopLocal() {
        local.close();
    }

    Path dir() {
        return dir;
    }

    Simulator simulator() {
        return simulator;
    }

    String ingestUrl() {
        return local.ingestUrl();
    }

    String stockUrl() {
        return local.stockUrl();
    }

    String sinkUrl() {
        return local.sinkUrl();
    }

    ShopDirectory shops() {
        return shops;
    }

    String bootstrapServers() {
        return local.bootstrapServers();
    }

    /** How many webhooks were judged so, by verdict. */
    Map<String, Double> verdicts() {
        return local.metrics().registry().find("stocktide.webhook.verdicts").counters().stream()
                .collect(Collectors.toMap(counter -> counter.getId().getTag("verdict"), Counter::count));
    }

    double count(String meter) {
        return local.metrics().registry().get(meter).counter().count();
    }

    double gauge(String meter) {
        return local.metrics().registry().get(meter).gauge().value();
    }

    double deadLetters(String cause) {
        Counter counter = local.metrics()
                .registry()
                .find("stocktide.dead.letters")
                .tag("cause", cause)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** How many compliance requests of the kind are done. */
    long erasures(String kind) {
        return local.metrics()
                .registry()
                .get("stocktide.erasures")
                .tag("kind", kind)
                .timer()
                .count();
    }

    /** Compares once nothing is on its way any more. */
    StockCheck.Outcome agreement() throws InterruptedException {
        SimulatorApi api = new SimulatorApi(simulator.url());
        return new Agreement(api, new StockCheck(api, local.stockUrl(), shops), Duration.ofSeconds(60))
                .await(say -> {});
    }

    String token(String shop) {
        return shops.find(shop).orElseThrow().apiTokens().get(0).reveal();
    }

    /** Sends a webhook as Shopify does; the status. */
    int webhook(String id, String topic, byte[] body) throws Exception {
        return webhook(id, topic, body, hmac(body));
    }

    int webhook(String id, String topic, String body) throws Exception {
        return webhook(id, topic, body.getBytes(StandardCharsets.UTF_8));
    }

    int webhook(String id, String topic, byte[] body, String hmac) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.ingestUrl() + "/webhooks"))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Shop-Domain", SHOP)
                .header("X-Shopify-Webhook-Id", id)
                .header("X-Shopify-Hmac-Sha256", hmac)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        String secret = shops.find(SHOP).orElseThrow().webhookSecrets().get(0).reveal();
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    int event(String json) throws Exception {
        return http.send(eventRequest(SHOP, json), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends a channel event of any shop without waiting for its answer; completes with the status. */
    CompletableFuture<Integer> eventLater(String shop, String json) {
        return http.sendAsync(eventRequest(shop, json), HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private HttpRequest eventRequest(String shop, String json) {
        return HttpRequest.newBuilder(URI.create(local.ingestUrl() + "/v1/shops/" + shop + "/channel-events"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(shop))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    /** Posts to a resource of the shop at ingest. */
    HttpResponse<String> post(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.ingestUrl() + "/v1/shops/" + SHOP + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(SHOP))
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.stockUrl() + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** To the topology role, with the shop's own token. */
    HttpResponse<String> postToTopology(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.stockUrl() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token(SHOP))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What an item's resource says; a missing node where there is none yet. */
    JsonNode item(long itemId) throws Exception {
        return read("/v1/shops/" + SHOP + "/stock/" + itemId);
    }

    void awaitAvailable(long itemId, long available) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> item(itemId).path("available").asLong(Long.MIN_VALUE) == available);
    }

    /** The body of a level webhook, at a location that no shop of the simulator has. */
    static String level(long itemId, long available) {
        return "{\"inventory_item_id\":%d,\"location_id\":71,\"available\":%d,\"updated_at\":\"2026-11-20T10:00:00Z\"}"
                .formatted(itemId, available);
    }

    JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = get(path, token(SHOP));
        return answer.statusCode() == 200
                ? Json.mapper().readTree(answer.body())
                : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    @Override
    public void close() {
        local.close();
        simulator.close();
        if (container != null) {
            container.close();
        }
    }

    /** A broker that somebody else starts and stops. */
    private record Lent(Broker broker) implements Broker {
        @Override
        public void start() {}

        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void close() {}
    }
}
