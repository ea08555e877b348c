package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Ports;
import java.net.URI;
import java.nio.file.Path;
import redis.clients.jedis.RedisClient;

/** Server, worker and Redis. A mutation is formed and queued; nobody sends it. */
final class BullMqStack implements WholeStack {
    /** As BullMQ names what it keeps of the queue {@code webhooks}. */
    private static final String QUEUE = "bull:webhooks";

    private final RedisClient redis;
    private final int port;

    private BullMqStack(RedisClient redis, int port) {
        this.redis = redis;
        this.port = port;
    }

    /** As {@link WholeStack.Starter} has it. */
    static WholeStack start(Path home, Path dir, Processes processes, Timeline timeline) throws Exception {
        BullMq bullMq = new BullMq(home, dir);
        int port = Ports.free();
        processes.add(Part.STORING, bullMq.redis());
        processes.add(Part.WORKING, bullMq.worker(timeline != null));
        processes.add(Part.ACCEPTING, bullMq.server(port));
        if (timeline != null) {
            processes.stopAtEnd(new DoneWatch(bullMq.redisUrl(), timeline));
        }
        return new BullMqStack(processes.stopAtEnd(RedisClient.create(bullMq.redisUrl())), port);
    }

    @Override
    public URI webhooks() {
        return URI.create("http://127.0.0.1:" + port + "/webhooks");
    }

    @Override
    public URI sales(String shop) {
        return URI.create("http://127.0.0.1:" + port + "/v1/shops/" + shop + "/channel-events");
    }

    @Override
    public String token() {
        return BullMq.TOKEN;
    }

    @Override
    public boolean isThrough(Account account) {
        return redis.llen(QUEUE + ":wait") + redis.llen(QUEUE + ":active") == 0;
    }

    @Override
    public void check(Account account) {
        for (int number = 1; number <= Mix.SHOPS; number++) {
            String shop = OrderBodies.shop(number);
            for (int sku = 0; sku < Mix.SKUS; sku++) {
                String orders = "stock:" + shop + ":" + OrderBodies.variantId(sku);
                Account.require(orders, -account.ordered(shop, sku), units(orders));
                String sales = "stock:" + shop + ":item:" + OrderBodies.inventoryItemId(sku);
                Account.require(sales, -account.sold(shop, sku), units(sales));
            }
        }
        Account.require("mutations", account.sales(), redis.llen(QUEUE + "-mutations:wait"));
    }

    private long units(String key) {
        String value = redis.get(key);
        return value == null ? 0 : Long.parseLong(value);
    }

    /** The worker has told all already. */
    @Override
    public void settle(Timeline timeline) {}
}
