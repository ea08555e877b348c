package io.stocktide.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a shop. Every record of a shop, on every topic, lies on the same partition, so that one task holds
 * all of the shop's state. The hash is Kafka's own (murmur2), so that another client can compute it too.
 */
public final class ShopPartitioner {
    private ShopPartitioner() {}

    /** The partition of the shop that the key begins with. */
    public static int partitionOfKey(String key, int partitions) {
        return partitionOfShop(Keys.shopOf(key), partitions);
    }

    public static int partitionOfShop(String shop, int partitions) {
        return Utils.toPositive(Utils.murmur2(shop.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
