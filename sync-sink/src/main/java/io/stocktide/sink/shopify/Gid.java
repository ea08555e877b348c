package io.stocktide.sink.shopify;

/** Shopify's global ids, such as {@code gid://shopify/InventoryItem/123}. */
public final class Gid {
    private static final String PREFIX = "gid://shopify/";

    private Gid() {}

    public static String inventoryItem(long id) {
        return PREFIX + "InventoryItem/" + id;
    }

    public static String location(long id) {
        return PREFIX + "Location/" + id;
    }

    public static String productVariant(long id) {
        return PREFIX + "ProductVariant/" + id;
    }

    /**
     * The number at the id's end.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static long number(String gid) {
        return Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
    }
}
