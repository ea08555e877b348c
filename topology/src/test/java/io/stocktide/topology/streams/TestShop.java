package io.stocktide.topology.streams;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.topic.Attempts;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationCommand;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.facts.Safeguard;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.InputPositions;
import io.stocktide.topology.state.StateCodec;
import io.stocktide.topology.state.StateKeys;
import io.stocktide.topology.state.StoredShop;
import io.stocktide.topology.stock.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;

/** One shop on a topology without a broker: facts go in, and what follows comes out. */
public final class TestShop implements AutoCloseable {
    public static final String SHOP = "a-shop.myshopify.com";
    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final TopologyTestDriver driver;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, StockLevel> stock = new HashMap<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private Instant now = START;
    private int nextId;

    /** What went in, to go into another. */
    private final List<Piped> piped = new ArrayList<>();

    private final Map<String, List<TestRecord<String, byte[]>>> decided = new HashMap<>();

    private record Piped(String topic, TestRecord<String, byte[]> record) {}

    public TestShop() {
        this(ReplayPlan.NONE);
    }

    TestShop(ReplayPlan replay, Safeguard... missing) {
        TopologySettings settings = TopologySettings.defaults()
                .withSettling(Duration.ofSeconds(60))
                .withReplay(replay)
                .without(missing);
        driver = new TopologyTestDriver(
                new StockTopology(settings, new TopologyMetrics(registry)).get(), properties(), START);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, tempDir().toString());
        return properties;
    }

    private static Path tempDir() {
        try {
            return Files.createTempDirectory("stocktide-test");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Seconds after the start, as Shopify's bodies write it. */
    public static String at(long second) {
        return START.plusSeconds(second).toString();
    }

    public TestShop webhook(String topic, String body) {
        return webhook("w-" + nextId++, topic, body);
    }

    public TestShop webhook(String webhookId, String topic, String body) {
        return webhook(webhookId, topic, body.getBytes(StandardCharsets.UTF_8));
    }

    TestShop webhook(String webhookId, String topic, byte[] body) {
        return webhookWithKey(Keys.of(SHOP, webhookId), topic, body);
    }

    public TestShop webhookWithKey(String key, String topic, byte[] body) {
        TestRecord<String, byte[]> record = new TestRecord<>(key, body, now);
        record.headers().add(RecordHeaders.TOPIC, topic.getBytes(StandardCharsets.UTF_8));
        pipe(Topics.WEBHOOKS.name(), record);
        return this;
    }

    /** A webhook sent again for a dead letter. */
    public TestShop redriven(String webhookId, String topic, String body, int attempt) {
        TestRecord<String, byte[]> record =
                new TestRecord<>(Keys.of(SHOP, webhookId), body.getBytes(StandardCharsets.UTF_8), now);
        record.headers()
                .add(RecordHeaders.TOPIC, topic.getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.REDRIVE, "0-1".getBytes(StandardCharsets.UTF_8))
                .add(RecordHeaders.ATTEMPT, Attempts.write(attempt));
        pipe(Topics.WEBHOOKS.name(), record);
        return this;
    }

    public TestShop level(long itemId, long locationId, long available, long second) {
        return webhook(
                "inventory_levels/update",
                "{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":%d,\"updated_at\":\"%s\"}"
                        .formatted(itemId, locationId, available, at(second)));
    }

    public TestShop variant(long variantId, long itemId, String sku) {
        return webhook(
                "products/create",
                "{\"id\":1,\"updated_at\":\"%s\",\"variants\":[{\"id\":%d,\"inventory_item_id\":%d,\"sku\":\"%s\"}]}"
                        .formatted(at(0), variantId, itemId, sku));
    }

    /** An order of one line. */
    TestShop order(long orderId, long second, long variantId, int quantity) {
        return webhook("orders/create", orderBody(orderId, second, variantId, quantity, "[]"));
    }

    public static String orderBody(long orderId, long second, long variantId, int quantity, String refunds) {
        return ("{\"id\":%d,\"updated_at\":\"%s\",\"line_items\":[{\"id\":%d,\"variant_id\":%d,\"quantity\":%d,"
                        + "\"variant_inventory_management\":\"shopify\"}],\"refunds\":%s}")
                .formatted(orderId, at(second), orderId * 10, variantId, quantity, refunds);
    }

    public static String refundBody(long refundId, long orderId, long second, int quantity, Long locationId) {
        return ("{\"id\":%d,\"order_id\":%d,\"created_at\":\"%s\",\"refund_line_items\":[{\"line_item_id\":%d,"
                        + "\"quantity\":%d,\"restock_type\":\"return\",\"location_id\":%s}]}")
                .formatted(refundId, orderId, at(second), orderId * 10, quantity, locationId);
    }

    public TestShop event(ChannelEvent event) {
        pipe(Topics.CHANNEL_EVENTS, Keys.of(SHOP, event.idempotencyKey()), event);
        return this;
    }

    public TestShop delivery(Delivery delivery) {
        pipe(Topics.DELIVERIES, Keys.of(SHOP, delivery.batchId()), delivery);
        return this;
    }

    /** As the sink does with a batch that its shop cannot take now. */
    TestShop putToTheEnd(Batch batch) {
        pipe(Topics.BATCHES, Keys.of(SHOP, batch.batchId()), batch);
        return this;
    }

    TestShop snapshot(Snapshot snapshot) {
        pipe(Topics.SNAPSHOTS, Keys.item(SHOP, snapshot.inventoryItemId()), snapshot);
        return this;
    }

    /** A command to the reservation with that key. */
    TestShop command(ChannelEvent.Type type, String key, int ttlSeconds, ChannelLine... lines) {
        String id = Reservation.idOf(SHOP, key);
        ReservationCommand command = new ReservationCommand(id, "request-" + nextId++, ttlSeconds, key);
        ChannelEvent event = new ChannelEvent(key, type, "market", now, List.of(lines), command);
        pipe(Topics.CHANNEL_EVENTS, Keys.reservation(SHOP, id), event);
        return this;
    }

    private <V> void pipe(Topic<V> topic, String key, V value) {
        pipe(topic.name(), new TestRecord<>(key, topic.valueSerde().serializer().serialize(topic.name(), value), now));
    }

    private void pipe(String topic, TestRecord<String, byte[]> record) {
        piped.add(new Piped(topic, record));
        driver.createInputTopic(
                        topic, Serdes.String().serializer(), Serdes.ByteArray().serializer())
                .pipeInput(record);
    }

    /** Everything that went in goes into another, with what was decided; in the order of the topics given. */
    void replayInto(TestShop other, List<Topic<?>> order) {
        List<Piped> all = new ArrayList<>(piped);
        for (Topic<?> topic : List.of(Topics.BATCHES, Topics.REPLIES)) {
            peek(topic);
            decided.get(topic.name()).forEach(record -> all.add(new Piped(topic.name(), record)));
        }
        for (Topic<?> topic : order) {
            all.stream()
                    .filter(each -> each.topic().equals(topic.name()))
                    .forEach(each -> other.pipe(each.topic(), each.record()));
        }
        other.now = now;
    }

    /** Everything that has gone in and come out, by topic and in its order there. */
    public void forEachRecord(BiConsumer<String, TestRecord<String, byte[]>> taker) {
        piped.forEach(each -> taker.accept(each.topic(), each.record()));
        for (Topic<?> topic : List.of(Topics.LEDGER, Topics.BATCHES, Topics.DEAD_LETTERS)) {
            peek(topic);
            decided.get(topic.name()).forEach(record -> taker.accept(topic.name(), record));
        }
    }

    /** The marker of a replay comes by on every input. */
    TestShop fence(String replayId) {
        Topics.inputs()
                .forEach(topic -> pipe(topic.name(), new TestRecord<>(FenceMarkers.key(replayId), (byte[]) null, now)));
        return this;
    }

    /** Lets time pass, on the stream and on the wall. */
    public TestShop pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
        return this;
    }

    /** Lets time pass for records alone. */
    public TestShop passOnTheStream(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** What has been told on a topic so far, left where it is. */
    public <V> List<V> peek(Topic<V> topic) {
        List<TestRecord<String, byte[]>> records = driver.createOutputTopic(
                        topic.name(),
                        Serdes.String().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readRecordsToList();
        decided.computeIfAbsent(topic.name(), name -> new ArrayList<>()).addAll(records);
        return decided.get(topic.name()).stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    <V> List<V> read(Topic<V> topic) {
        TestOutputTopic<String, V> output = driver.createOutputTopic(
                topic.name(), Serdes.String().deserializer(), topic.valueSerde().deserializer());
        return output.readValuesToList();
    }

    /** The level as the topic {@code stock} last told it; null where it is not stocked. */
    StockLevel stock(long itemId, long locationId) {
        TestOutputTopic<String, StockLevel> output = driver.createOutputTopic(
                Topics.STOCK.name(),
                Serdes.String().deserializer(),
                Topics.STOCK.valueSerde().deserializer());
        output.readKeyValuesToList().forEach(entry -> stock.put(entry.key, entry.value));
        return stock.get(Keys.level(SHOP, itemId, locationId));
    }

    long available(long itemId, long locationId) {
        return stock(itemId, locationId).available();
    }

    /** All ledger entries so far. */
    List<LedgerEntry> ledger() {
        ledger.addAll(read(Topics.LEDGER));
        return ledger;
    }

    /** What the item's ledger rows sum to. */
    long ledgerSum(long itemId) {
        return ledger().stream()
                .flatMap(entry -> entry.rows().stream())
                .filter(row -> row.inventoryItemId() == itemId)
                .mapToLong(LedgerRow::delta)
                .sum();
    }

    /** Every key of the two key-value stores that holds the name, as Latin text. */
    List<String> keysWith(String name) {
        List<String> found = new ArrayList<>();
        for (String store : List.of(Stores.SHOP_STATE, Stores.HISTORY)) {
            KeyValueStore<Bytes, byte[]> stored = driver.getKeyValueStore(store);
            try (KeyValueIterator<Bytes, byte[]> all = stored.all()) {
                all.forEachRemaining(entry -> found.add(new String(entry.key.get(), StandardCharsets.ISO_8859_1)));
            }
        }
        found.removeIf(key -> !key.contains(name));
        return found;
    }

    /** The last offset of each input that the state contains. */
    long[] positions() {
        return InputPositions.all(driver.getKeyValueStore(Stores.SHOP_STATE));
    }

    /** The keys of what was written to a store since this was last asked, in order, as Latin text. */
    List<String> written(String store) {
        return driver
                .createOutputTopic(
                        "test-" + store + "-changelog",
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer())
                .readKeyValuesToList()
                .stream()
                .map(record -> new String(record.key, StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** One of the topology's key-value stores. */
    public KeyValueStore<Bytes, byte[]> keyValue(String store) {
        return driver.getKeyValueStore(store);
    }

    /** One of the topology's window stores. */
    public WindowStore<Bytes, byte[]> window(String store) {
        return driver.getWindowStore(store);
    }

    long balance(long itemId) {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(Stores.SHOP_STATE);
        return StateCodec.read(store.get(new StateKeys(SHOP).item(itemId)), Item.class)
                .balance();
    }

    /** Changes an item's balance behind the back of the ledger. */
    void lose(long itemId, long locationId, long units) {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(Stores.SHOP_STATE);
        BufferedStore buffered = new BufferedStore(store, TaskCaches.of(store));
        StoredShop shop = new StoredShop(SHOP, buffered);
        Item item = shop.item(itemId).orElseThrow();
        item.level(locationId).hold(units);
        shop.put(item);
        buffered.flush();
    }

    double gauge(String meter) {
        return registry.get(meter).gauge().value();
    }

    double count(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
