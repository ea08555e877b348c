package io.stocktide.bench.bodies;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Webhooks that tell the catalog that {@link OrderBodies} orders from: its variants, and what is available. */
public final class CatalogBodies {
    public static final String PRODUCT_TOPIC = "products/create";
    public static final String LEVEL_TOPIC = "inventory_levels/update";

    /** Shopify tells no more variants of a product in one body. */
    public static final int MAX_VARIANTS = 100;

    private CatalogBodies() {}

    /**
     * A product of some SKUs.
     *
     * @param skus at most {@link #MAX_VARIANTS}
     */
    public static byte[] product(int firstSku, int skus, Instant at) {
        String variants = IntStream.range(firstSku, firstSku + skus)
                .mapToObj(sku -> "{\"id\":%d,\"inventory_item_id\":%d,\"sku\":\"%s\"}"
                        .formatted(OrderBodies.variantId(sku), OrderBodies.inventoryItemId(sku), OrderBodies.sku(sku)))
                .collect(Collectors.joining(","));
        return bytes("{\"id\":%d,\"updated_at\":\"%s\",\"variants\":[%s]}"
                .formatted(OrderBodies.productId(firstSku), seconds(at), variants));
    }

    /** What is available of a SKU at the one location, in units. */
    public static byte[] level(int sku, long available, Instant at) {
        long itemId = OrderBodies.inventoryItemId(sku);
        return bytes(("{\"inventory_item_id\":%d,\"location_id\":%d,\"available\":%d,\"updated_at\":\"%s\","
                        + "\"admin_graphql_api_id\":\"gid:\\/\\/shopify\\/InventoryLevel\\/%d?inventory_item_id=%d\"}")
                .formatted(itemId, OrderBodies.LOCATION_ID, available, seconds(at), itemId - 1, itemId));
    }

    /** As Shopify writes a time: without fractions, with an offset. */
    static String seconds(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond()).toString().replace("Z", "+00:00");
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
