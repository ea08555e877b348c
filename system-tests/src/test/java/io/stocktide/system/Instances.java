package io.stocktide.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.service.access.HopSignature;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import io.stocktide.service.trace.Tracing;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.topology.InstanceSettings;
import io.stocktide.topology.TopologyService;
import io.stocktide.topology.streams.Stores;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologySettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Topology instances in this process, on a broker of their own, with some stock of several shops. */
final class Instances implements AutoCloseable {
    static final int SHOPS = 8;
    static final int ITEMS = 3;
    private static final int PARTITIONS = 4;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path dir;
    private final Broker broker;
    private final ShopDirectory shops;
    private final HopSignature hopSignature;
    private final List<Instance> started = new ArrayList<>();

    /** One of them, on a port that it keeps. */
    final class Instance implements AutoCloseable {
        private final String id;
        private final int port = Ports.free();
        private Metrics metrics;
        private TopologyService service;
        private InstanceSettings.OnStop onStop = InstanceSettings.OnStop.REMAIN;

        Instance(String id) {
            this.id = id;
        }

        Instance start() {
            metrics = new Metrics();
            StreamsSettings streams = new StreamsSettings(
                    "instances", id, "127.0.0.1:" + port, dir.resolve("state-" + id), 1, 1, client());
            service = new TopologyService(
                    TopologySettings.defaults(),
                    streams,
                    new InstanceSettings(hopSignature, Duration.ZERO, onStop),
                    new HttpSettings("127.0.0.1", port, Duration.ofSeconds(1)),
                    shops,
                    metrics,
                    Tracing.OFF);
            service.start();
            return this;
        }

        /** From its next start on it does not come back once it has stopped. */
        Instance leaving() {
            onStop = InstanceSettings.OnStop.LEAVE;
            return this;
        }

        boolean isReady() {
            return service.notReadyBecause().isEmpty();
        }

        HttpResponse<String> get(String shop, String path, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/v1/shops/" + shop + path))
                    .header("Authorization", "Bearer " + token(shop));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        /** Without a token. */
        HttpResponse<String> getAsAnybody(String shop, String path, String... headers) throws Exception {
            URI uri = URI.create("http://127.0.0.1:" + port + "/v1/shops/" + shop + path);
            return http.send(
                    HttpRequest.newBuilder(uri).headers(headers).build(), HttpResponse.BodyHandlers.ofString());
        }

        JsonNode item(String shop, long item) throws Exception {
            return Json.mapper().readTree(get(shop, "/stock/" + item).body());
        }

        double hops(String outcome) {
            return metrics.registry()
                    .get("stocktide.reads.hops")
                    .tag("outcome", outcome)
                    .counter()
                    .count();
        }

        /** Where the state of a partition lies. */
        Path state(int partition) {
            return dir.resolve("state-" + id).resolve("instances").resolve("0_" + partition);
        }

        @Override
        public void close() {
            if (service != null) {
                service.close();
                metrics.close();
                service = null;
            }
        }
    }

    Instances(Path dir, HopSignature hopSignature) {
        this.dir = dir;
        this.hopSignature = hopSignature;
        this.broker = Brokers.in(dir.resolve("kafka"));
        Path file = dir.resolve("shops.json");
        GeneratedShops.ensure(file, SHOPS);
        this.shops = ShopsFile.read(file);
        broker.start();
        try (TopicAdmin topics = new TopicAdmin(client())) {
            topics.create(PARTITIONS, (short) 1);
        }
    }

    private Map<String, String> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    Instance start(String id) {
        return add(id).start();
    }

    /** One that is not started yet. */
    Instance add(String id) {
        Instance instance = new Instance(id);
        started.add(instance);
        return instance;
    }

    static String shop(int number) {
        return "shop-" + number + ".myshopify.com";
    }

    private String token(String shop) {
        return shops.find(shop).orElseThrow().apiTokens().get(0).reveal();
    }

    /** Each item of each shop has as many as its id. */
    void writeStock() throws Exception {
        Instant now = Instant.now();
        try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
            for (int shop = 1; shop <= SHOPS; shop++) {
                for (long item = 1; item <= ITEMS; item++) {
                    Snapshot snapshot = new Snapshot(
                            shop(shop),
                            null,
                            item,
                            true,
                            "SKU-" + item,
                            true,
                            now,
                            now,
                            true,
                            List.of(new SnapshotLevel(1, (int) item)));
                    writer.write(
                            Topics.SNAPSHOTS.name(),
                            Keys.item(shop(shop), item),
                            Json.mapper().writeValueAsString(snapshot));
                }
            }
        }
    }

    /** One unit of the item is sold; where the event lies. */
    RecordMetadata sell(String shop, String key, long item) throws Exception {
        String event = "{\"idempotencyKey\":\"%s\",\"channel\":\"pos\",\"type\":\"sale\",\"occurredAt\":\"%s\","
                        .formatted(key, Instant.now())
                + "\"lines\":[{\"inventoryItemId\":\"%d\",\"locationId\":\"1\",\"quantity\":1}]}".formatted(item);
        try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
            return writer.write(Topics.CHANNEL_EVENTS.name(), Keys.of(shop, key), event);
        }
    }

    boolean everyChangelogHasRecords() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>copyOf(client()))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (String store : Stores.NAMES) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    ends.put(new TopicPartition("instances-" + store + "-changelog", partition), OffsetSpec.latest());
                }
            }
            return admin.listOffsets(ends).all().get().values().stream().allMatch(end -> end.offset() > 0);
        }
    }

    @Override
    public void close() {
        started.forEach(Instance::close);
        broker.close();
    }
}
