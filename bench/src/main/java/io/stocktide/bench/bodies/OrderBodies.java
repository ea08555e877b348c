package io.stocktide.bench.bodies;

import io.stocktide.bench.bodies.Template.Gap;
import io.stocktide.bench.bodies.Template.Values;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Webhooks {@code orders/create} as API version 2026-10 sends them, each with an order of its own: all the usual fields,
 * no person. One of one line has about 7 KB, of two lines 8, and 1.3 KB for each more. The same seed gives the same
 * bytes; another seed gives other orders, unless the two differ by a multiple of 1,000. Of one thread.
 */
public final class OrderBodies {
    public static final String TOPIC = "orders/create";

    /** What webhooks of measurements are signed with. */
    public static final String SECRET = "bench-secret-of-no-shop";

    /** The one location where all is stocked. */
    public static final long LOCATION_ID = 70_000_000_001L;

    /** Shopify's time of the first order unless another is given; each thousand orders take a second. */
    public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private static final long FIRST_PRODUCT_ID = 30_000_000_000L;
    private static final long FIRST_VARIANT_ID = 40_000_000_000L;
    private static final long FIRST_ITEM_ID = 50_000_000_000L;
    private static final long FIRST_ORDER_ID = 5_000_000_000_000L;
    private static final long FIRST_LINE_ID = 10_000_000_000_000_000L;
    private static final long ORDERS_OF_A_SEED = 1_000_000_000L;
    private static final int SEEDS = 1_000;
    private static final int MAX_LINES = 100;
    private static final int ORDERS_A_SECOND = 1_000;
    private static final int MAX_QUANTITY = 3;
    private static final int ROOM_BYTES = 1 << 14;

    // A price that tenths and sixths divide: ten per cent off, and twenty per cent VAT within.
    private static final int PRICE_CENTS = 2_400;
    private static final int DISCOUNT_CENTS = PRICE_CENTS / 10;
    private static final int TAX_CENTS = (PRICE_CENTS - DISCOUNT_CENTS) / 6;
    private static final int SHIPPING_CENTS = 600;
    private static final int GRAMS = 400;

    private final SplittableRandom random;
    private final SkuSampler sampler;
    private final Signer signer;
    private final int shops;
    private final int[] skus;
    private final int[] quantities;
    private final Instant start;
    private final long firstOrderId;
    private final Template order = new Template("order.json.template");
    private final Template line = new Template("line.json.template");
    private final Values values = new Values();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(ROOM_BYTES);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(ROOM_BYTES);
    private int made;

    /**
     * One webhook, signed.
     *
     * @param shop its domain
     * @param webhookId a UUID, never the same again
     * @param hmac base64, as the header has it
     */
    public record Signed(String shop, String webhookId, byte[] body, String hmac) {}

    /**
     * What an order takes off.
     *
     * @param sku by its number, from 0
     */
    public record Line(int sku, int quantity) {}

    /** Orders from {@link #START}. */
    public OrderBodies(long seed, int shops, int skus, boolean zipf, int lines, String secret) {
        this(seed, shops, skus, zipf, lines, secret, START);
    }

    /**
     * @param shops over which orders are spread evenly
     * @param skus of each shop; orders draw from all of them
     * @param zipf whether SKUs sell by Zipf's law with exponent 1, or all alike
     * @param lines of each order, each of another SKU
     * @param secret that signs for all shops
     * @param start Shopify's time of the first order
     */
    public OrderBodies(long seed, int shops, int skus, boolean zipf, int lines, String secret, Instant start) {
        if (shops < 1 || lines < 1 || lines > MAX_LINES || skus < lines) {
            throw new IllegalArgumentException("wanted: a shop, 1 to %d lines, and a SKU for each line; got %d, %d, %d"
                    .formatted(MAX_LINES, shops, lines, skus));
        }
        this.random = new SplittableRandom(seed);
        this.sampler = new SkuSampler(skus, zipf);
        this.signer = new Signer(secret);
        this.shops = shops;
        this.skus = new int[lines];
        this.quantities = new int[lines];
        this.start = start;
        this.firstOrderId = FIRST_ORDER_ID + Math.floorMod(seed, SEEDS) * ORDERS_OF_A_SEED;
    }

    /** The domain of the shop with that number, from 1. */
    public static String shop(int number) {
        return ShopNames.domain(number);
    }

    /** The variant of the SKU with that number, from 0. */
    public static long variantId(int sku) {
        return FIRST_VARIANT_ID + sku;
    }

    /** The inventory item of the SKU with that number, from 0. */
    public static long inventoryItemId(int sku) {
        return FIRST_ITEM_ID + sku;
    }

    /** The name of the SKU with that number, from 0. */
    public static String sku(int sku) {
        return "NF-" + (100_000 + sku);
    }

    /** The product of the SKU with that number, from 0. */
    static long productId(int sku) {
        return FIRST_PRODUCT_ID + sku / CatalogBodies.MAX_VARIANTS;
    }

    /** The next order. */
    public Signed next() {
        String shop = shop(1 + random.nextInt(shops));
        values.set(Gap.SHOP, shop);
        identify();
        price(addLines());
        values.set(Gap.LINES, lines.toByteArray());
        body.reset();
        order.write(values, body);
        made++;
        byte[] bytes = body.toByteArray();
        return new Signed(shop, new UUID(random.nextLong(), random.nextLong()).toString(), bytes, signer.sign(bytes));
    }

    /** The lines of the order that was made last. */
    public List<Line> lines() {
        return IntStream.range(0, skus.length)
                .mapToObj(i -> new Line(skus[i], quantities[i]))
                .toList();
    }

    private void identify() {
        long orderId = firstOrderId + made;
        values.set(Gap.ORDER, orderId);
        values.set(Gap.CHECKOUT, orderId + 30_000_000_000_000L);
        values.set(Gap.SHIPPING_LINE, orderId - 1_000_000_000_000L);
        values.set(Gap.NUMBER, 1_000L + made);
        values.set(Gap.TOKEN, Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        values.set(Gap.CONFIRMATION, Long.toString(orderId, Character.MAX_RADIX).toUpperCase(Locale.ROOT));
        values.set(Gap.TIME, CatalogBodies.seconds(start.plusSeconds(made / ORDERS_A_SECOND)));
    }

    /** Returns the units of all lines. */
    private int addLines() {
        lines.reset();
        int units = 0;
        for (int i = 0; i < skus.length; i++) {
            skus[i] = another(i);
            int quantity = 1 + random.nextInt(MAX_QUANTITY);
            quantities[i] = quantity;
            units += quantity;
            if (i > 0) {
                lines.write(',');
            }
            addLine(skus[i], quantity, FIRST_LINE_ID + (firstOrderId + made) * MAX_LINES + i);
        }
        return units;
    }

    /** A SKU that none of the lines before has: Shopify would make one line of both. */
    private int another(int before) {
        int sku = sampler.next(random);
        for (int i = 0; i < before; i++) {
            if (skus[i] == sku) {
                sku = sampler.next(random);
                i = -1;
            }
        }
        return sku;
    }

    private void addLine(int sku, int quantity, long lineId) {
        values.set(Gap.LINE, lineId);
        values.set(Gap.VARIANT, variantId(sku));
        values.set(Gap.PRODUCT, productId(sku));
        values.set(Gap.SKU, sku(sku));
        values.set(Gap.QUANTITY, quantity);
        values.setCents(Gap.LINE_TAX, (long) TAX_CENTS * quantity);
        values.setCents(Gap.LINE_DISCOUNT, (long) DISCOUNT_CENTS * quantity);
        line.write(values, lines);
    }

    private void price(int units) {
        long subtotal = (long) (PRICE_CENTS - DISCOUNT_CENTS) * units;
        values.setCents(Gap.GOODS, (long) PRICE_CENTS * units);
        values.setCents(Gap.DISCOUNTS, (long) DISCOUNT_CENTS * units);
        values.setCents(Gap.SUBTOTAL, subtotal);
        values.setCents(Gap.TOTAL, subtotal + SHIPPING_CENTS);
        values.setCents(Gap.TAX, (long) TAX_CENTS * units + SHIPPING_CENTS / 6);
        values.set(Gap.GRAMS_ALL, (long) GRAMS * units);
    }
}
