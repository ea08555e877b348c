package io.stocktide.bench.stack;

import java.net.URI;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/** Hears from the worker what it has done. A sale that is done has its mutation formed. */
final class DoneWatch implements AutoCloseable {
    private static final String CHANNEL = "bench:done";

    private final RedisClient redis;
    private final Thread thread;
    private final JedisPubSub subscriber;

    DoneWatch(URI redisUrl, Timeline timeline) {
        this.redis = RedisClient.create(redisUrl);
        this.subscriber = new JedisPubSub() {
            @Override
            public void onMessage(String channel, String id) {
                long nanos = System.nanoTime();
                timeline.happened(Timeline.Step.COUNTED, id, nanos);
                timeline.happened(Timeline.Step.FORMED, id, nanos);
            }
        };
        this.thread = new Thread(() -> redis.subscribe(subscriber, CHANNEL), "done-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        if (subscriber.isSubscribed()) {
            subscriber.unsubscribe();
        }
        thread.join(1_000);
        redis.close();
    }
}
