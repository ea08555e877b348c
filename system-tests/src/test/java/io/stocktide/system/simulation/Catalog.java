package io.stocktide.system.simulation;

import java.util.List;

/** The shop's items and places. Ids lie beyond 2^53, as Shopify's may. */
final class Catalog {
    static final String SHOP = "a-shop.myshopify.com";

    private static final long BEYOND_DOUBLE = 9_007_199_254_740_993L;

    static final long SHIRT = BEYOND_DOUBLE + 1;
    static final long MUG = BEYOND_DOUBLE + 2;
    /** Its product is told late or never, so that orders name a variant that nobody knows. */
    static final long POSTER = BEYOND_DOUBLE + 3;
    /** Shopify does not track it. */
    static final long SERVICE = BEYOND_DOUBLE + 4;

    static final List<Long> TRACKED = List.of(SHIRT, MUG, POSTER);
    static final List<Long> ALL = List.of(SHIRT, MUG, POSTER, SERVICE);

    static final long GIFT_CARD_VARIANT = BEYOND_DOUBLE + 99;

    static final long WAREHOUSE = 71;
    static final long STORE = 72;
    /** Items are connected to these and disconnected from them; channels do not sell there. */
    static final long POP_UP = 73;

    /** As the pop-up, and at times closed as a whole. */
    static final long SEASONAL = 74;

    static final List<Long> COMING_AND_GOING = List.of(POP_UP, SEASONAL);

    private static final long VARIANT_OF_ITEM = 10_000;

    private Catalog() {}

    static long variantOf(long itemId) {
        return itemId + VARIANT_OF_ITEM;
    }

    static long itemOf(long variantId) {
        return variantId - VARIANT_OF_ITEM;
    }

    static String skuOf(long itemId) {
        return "sku-" + (itemId - BEYOND_DOUBLE);
    }

    static boolean isTracked(long itemId) {
        return TRACKED.contains(itemId);
    }
}
