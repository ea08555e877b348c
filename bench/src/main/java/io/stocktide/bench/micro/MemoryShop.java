package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.engine.ShopEngine;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.OrderVersion.LineVersion;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.StoredShop;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.streams.TopologySettings;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookFact.ProductSeen.Variant;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** A shop with its catalog, its state in memory as the store has it: written, read and held back as in the topology. */
final class MemoryShop {
    static final String SHOP = OrderBodies.shop(1);
    private static final long START_SECOND = OrderBodies.START.getEpochSecond();

    private final KeyValueStore<Bytes, byte[]> store =
            Stores.inMemoryKeyValueStore("memory").get();
    private final BufferedStore buffer = new BufferedStore(store);
    private final StoredShop state = new StoredShop(SHOP, buffer);
    private final ShopEngine engine = new ShopEngine(TopologySettings.defaults().settling());
    private final LastEffects effects = new LastEffects();
    private final int skus;
    private long offset;
    private int nextSku;

    MemoryShop(int skus) {
        this.skus = skus;
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        for (int sku = 0; sku < skus; sku++) {
            long itemId = OrderBodies.inventoryItemId(sku);
            Register<String> name = new Register<>(START_SECOND, OrderBodies.sku(sku));
            take(new WebhookFact.ProductSeen(List.of(new Variant(OrderBodies.variantId(sku), itemId, name))));
            take(new WebhookFact.LevelSeen(
                    itemId, OrderBodies.LOCATION_ID, Observation.at(START_SECOND, DrivenTopology.AVAILABLE)));
        }
    }

    KeyValueStore<Bytes, byte[]> store() {
        return store;
    }

    BufferedStore buffer() {
        return buffer;
    }

    StoredShop state() {
        return state;
    }

    LastEffects effects() {
        return effects;
    }

    /**
     * A new order, a second after the levels were observed: of levels that Shopify's own updates keep up with.
     *
     * @return its id
     */
    long order(int lines) {
        long orderId = 1_000_000 + offset;
        List<LineVersion> ordered = IntStream.range(0, lines)
                .mapToObj(line -> new LineVersion(orderId * 100 + line, OrderBodies.variantId(anySku()), 2, false))
                .toList();
        take(new WebhookFact.OrderSeen(new OrderVersion(orderId, START_SECOND + 1, null, ordered, List.of())));
        return orderId;
    }

    /** A channel sells one unit each of two SKUs. Returns the batch that tells Shopify. */
    Batch sale() {
        List<ChannelLine> lines = List.of(sold(), sold());
        Fact fact = fact("channel-events", Cause.Kind.CHANNEL_EVENT, "sale-" + offset);
        Instant at = Instant.ofEpochMilli(fact.recordMillis());
        engine.channelEvent(
                fact, new ChannelEvent(fact.cause().id(), ChannelEvent.Type.SALE, "pos", at, lines), state, effects);
        buffer.flush();
        return effects.batch();
    }

    /** Shopify applies the batch, and says what it holds after it. */
    void applied(Batch batch) {
        List<DeliveredChange> changes = batch.changes().stream()
                .map(row -> new DeliveredChange(
                        row, DeliveredChange.Status.APPLIED, (int) DrivenTopology.AVAILABLE, null, null))
                .toList();
        Instant at = Instant.ofEpochSecond(START_SECOND + 1);
        Delivery delivery = new Delivery(
                batch.batchId(), SHOP, batch.kind(), batch.sequence(), Delivery.Outcome.APPLIED, at, 1, changes);
        engine.delivery(fact("deliveries", Cause.Kind.DELIVERY, batch.batchId()), delivery, state, effects);
        buffer.flush();
    }

    private void take(WebhookFact webhook) {
        engine.webhook(fact("webhooks", Cause.Kind.WEBHOOK, "w-" + offset), webhook, state, effects);
        buffer.flush();
    }

    private ChannelLine sold() {
        Long itemId = OrderBodies.inventoryItemId(anySku());
        return new ChannelLine(null, itemId, OrderBodies.LOCATION_ID, null, 1);
    }

    /** Each in its turn, by steps that share no factor with their number. */
    private int anySku() {
        nextSku = (nextSku + 7_919) % skus;
        return nextSku;
    }

    private Fact fact(String topic, Cause.Kind kind, String id) {
        DeadLetter.Origin origin = new DeadLetter.Origin(topic, 0, offset++, SHOP + '/' + id);
        return new Fact(SHOP, new Cause(kind, id, null, null, null), START_SECOND * 1_000 + 1_000, origin);
    }
}
