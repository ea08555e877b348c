package io.stocktide.bench.peers;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.topology.orders.OrderVersion.LineVersion;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.SetParams;

/** Stock in Redis: webhooks that were not seen in 48 hours lower it by what they sell. Two round trips a poll. */
final class RedisStock implements PolledWork {
    /** As long as the topology knows a webhook. */
    private static final Duration SEEN_FOR = Duration.ofHours(48);

    private final OrderLines orders = new OrderLines();
    private final SetParams once = SetParams.setParams().nx().ex(SEEN_FOR.toSeconds());
    private final RedisClient redis;

    /** Over one connection. Throws a {@code JedisException} where Redis does not answer. */
    RedisStock(URI url) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(1);
        redis = RedisClient.builder().fromURI(url).poolConfig(pool).build();
        redis.ping();
    }

    @Override
    public void take(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<ConsumerRecord<String, byte[]>> unseen = unseen(records);
        try (Pipeline pipeline = redis.pipelined()) {
            unseen.forEach(record -> lower(pipeline, record));
        }
    }

    private List<ConsumerRecord<String, byte[]>> unseen(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<ConsumerRecord<String, byte[]>> webhooks = new ArrayList<>();
        List<Response<String>> answers = new ArrayList<>();
        try (Pipeline pipeline = redis.pipelined()) {
            for (ConsumerRecord<String, byte[]> record : records) {
                if (OrderLines.isWebhook(record)) {
                    webhooks.add(record);
                    answers.add(pipeline.set("seen:" + record.key(), "1", once));
                }
            }
        }
        List<ConsumerRecord<String, byte[]>> unseen = new ArrayList<>();
        for (int i = 0; i < webhooks.size(); i++) {
            if (answers.get(i).get() != null) {
                unseen.add(webhooks.get(i));
            }
        }
        return unseen;
    }

    private void lower(Pipeline pipeline, ConsumerRecord<String, byte[]> record) {
        String prefix = "stock:" + Keys.shopOf(record.key()) + ":";
        for (LineVersion line : orders.of(record)) {
            pipeline.decrBy(prefix + line.variantId(), line.quantity());
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
