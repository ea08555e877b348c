package io.stocktide.bench.micro;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.stock.Item;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Values to bytes and back: what goes to topics, and what is kept. State goes through its store in memory. */
public class SerdeBenchmark extends HotPath {
    private static final int ORDERS = 3_000;

    private final MemoryShop shop = new MemoryShop(SKUS);
    private final long itemId = OrderBodies.inventoryItemId(0);
    private byte[] batchBytes;
    private Item item;
    private Order order;
    private long orderId;

    @Setup
    public void live() {
        Batch batch = shop.sale();
        batchBytes = bytes(Topics.BATCHES, batch);
        shop.applied(batch);
        for (int i = 0; i < ORDERS; i++) {
            orderId = shop.order(2);
        }
        item = readItem();
        order = readOrder();
    }

    @Benchmark
    public byte[] writeStockLevel() {
        return bytes(Topics.STOCK, shop.effects().level());
    }

    /** Of an order of two lines. */
    @Benchmark
    public byte[] writeLedgerEntry() {
        return bytes(Topics.LEDGER, shop.effects().entry());
    }

    /** Of two rows. */
    @Benchmark
    public byte[] writeBatch() {
        return bytes(Topics.BATCHES, shop.effects().batch());
    }

    @Benchmark
    public Batch readBatch() {
        return Topics.BATCHES.valueSerde().deserializer().deserialize(Topics.BATCHES.name(), batchBytes);
    }

    /** Of one level, with open movements of one second. */
    @Benchmark
    public void writeItem() {
        shop.state().put(item);
        shop.buffer().discard();
    }

    @Benchmark
    public Item readItem() {
        return shop.state().item(itemId).orElseThrow();
    }

    /** Of two lines. */
    @Benchmark
    public void writeOrder() {
        shop.state().put(order);
        shop.buffer().discard();
    }

    @Benchmark
    public Order readOrder() {
        return shop.state().order(orderId).orElseThrow();
    }

    private static <V> byte[] bytes(Topic<V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }
}
