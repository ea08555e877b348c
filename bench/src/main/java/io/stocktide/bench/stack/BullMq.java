package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Redis;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Fastify, BullMQ and Redis, as {@code bench/peers/bullmq} has them. */
final class BullMq {
    /** Lets sales in. */
    static final String TOKEN = "bench-token-of-no-shop";

    private final Path dir;
    private final NodePeer node;
    private final Redis redis;

    BullMq(Path home, Path dir) {
        this.dir = dir;
        this.node = new NodePeer(home, "bullmq");
        this.redis = new Redis(home);
    }

    URI redisUrl() {
        return redis.url();
    }

    Child redis() throws Exception {
        Child child = redis.start(dir);
        try {
            Redis.awaitReady(child);
            return child;
        } catch (Exception e) {
            child.close();
            throw e;
        }
    }

    Child server(int port) throws Exception {
        return node.start(
                "server.mjs",
                "server",
                dir,
                Map.of(
                        "PORT",
                        Integer.toString(port),
                        "WEBHOOK_SECRET",
                        OrderBodies.SECRET,
                        "TOKEN",
                        TOKEN,
                        "REDIS_URL",
                        redisUrl().toString()));
    }

    /** @param announces whether it publishes each job that is done */
    Child worker(boolean announces) throws Exception {
        return node.start(
                "worker.mjs",
                "worker",
                dir,
                Map.of("REDIS_URL", redisUrl().toString(), "ANNOUNCE", announces ? "1" : "0"));
    }
}
