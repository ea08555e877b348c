package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/** Orders as webhooks, and each tenth a channel's sale; with an account of what they take off. Of one thread. */
final class Mix {
    static final int SHOPS = 50;
    static final int SKUS = 200;

    private static final int SALE_EACH = 10;
    private static final int LINES = 2;
    private static final int MAX_QUANTITY = 3;

    private final OrderBodies orders;
    private final SplittableRandom random;
    private final Account account = new Account();
    private final long seed;
    private long made;

    /**
     * What is sent once.
     *
     * @param id the webhook's id, or the sale's idempotency key
     * @param hmac of a webhook; null of a sale
     * @param inventoryItemId of a sale; 0 of a webhook
     */
    record Call(String shop, String id, byte[] body, String hmac, long inventoryItemId) {
        boolean isSale() {
            return hmac == null;
        }
    }

    Mix(long seed) {
        this.seed = seed;
        this.orders = new OrderBodies(seed, SHOPS, SKUS, true, LINES, OrderBodies.SECRET);
        this.random = new SplittableRandom(seed);
    }

    /** What has been taken off by all that was made so far. */
    Account account() {
        return account;
    }

    Call next() {
        made++;
        return made % SALE_EACH == 0 ? sale() : order();
    }

    private Call order() {
        OrderBodies.Signed order = orders.next();
        orders.lines().forEach(line -> account.ordered(order.shop(), line.sku(), line.quantity()));
        return new Call(order.shop(), order.webhookId(), order.body(), order.hmac(), 0);
    }

    private Call sale() {
        String shop = OrderBodies.shop(1 + random.nextInt(SHOPS));
        int sku = random.nextInt(SKUS);
        int quantity = 1 + random.nextInt(MAX_QUANTITY);
        account.sold(shop, sku, quantity);
        String key = "sale-" + seed + "-" + made;
        long item = OrderBodies.inventoryItemId(sku);
        String body = """
                {"idempotencyKey":"%s","type":"sale","channel":"bench","occurredAt":"%s",\
                "lines":[{"inventoryItemId":"%d","locationId":"%d","quantity":%d}]}""".formatted(key, Instant.now(), item, OrderBodies.LOCATION_ID, quantity);
        return new Call(shop, key, body.getBytes(StandardCharsets.UTF_8), null, item);
    }
}
