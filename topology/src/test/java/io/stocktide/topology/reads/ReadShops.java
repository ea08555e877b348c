package io.stocktide.topology.reads;

import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.topology.streams.TestShop;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** Shops on a topology without a broker, with their webhooks and their reads. */
final class ReadShops implements AutoCloseable {
    private final TestShop topology = new TestShop();
    private int nextId;

    TestShop topology() {
        return topology;
    }

    StockReads reads(String shop) {
        return new StockReads(shop, new ShopStores() {
            @Override
            public AsOf asOf() {
                return new AsOf(0, null, 0L, AsOf.Role.ACTIVE);
            }

            @Override
            public ReadOnlyKeyValueStore<Bytes, byte[]> keyValue(String storeName) {
                return topology.keyValue(storeName);
            }

            @Override
            public ReadOnlyWindowStore<Bytes, byte[]> window(String storeName) {
                return topology.window(storeName);
            }
        });
    }

    ReadShops webhook(String shop, String topic, String body) {
        String key = Keys.of(shop, "w-" + nextId++);
        topology.webhookWithKey(key, topic, body.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ReadShops level(String shop, long itemId, long locationId, long available, long second) {
        return webhook(
                shop,
                "inventory_levels/update",
                "{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":%d,\"updated_at\":\"%s\"}"
                        .formatted(itemId, locationId, available, TestShop.at(second)));
    }

    ReadShops variant(String shop, long variantId, long itemId, String sku) {
        return webhook(
                shop,
                "products/create",
                "{\"id\":1,\"updated_at\":\"%s\",\"variants\":[{\"id\":%d,\"inventory_item_id\":%d,\"sku\":\"%s\"}]}"
                        .formatted(TestShop.at(0), variantId, itemId, sku));
    }

    @Override
    public void close() {
        topology.close();
    }
}
