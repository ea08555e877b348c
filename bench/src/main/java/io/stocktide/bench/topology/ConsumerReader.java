package io.stocktide.bench.topology;

import io.stocktide.bench.peers.RedisConsumer;
import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Redis;
import io.stocktide.bench.process.Waiting;
import io.stocktide.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Plain consumers in as many threads as the topology has: with Redis for their stock, or parsing alone. */
final class ConsumerReader implements Drain.Reader {
    private static final String GROUP = "bench-consumer";
    private static final String THREADS = "2";
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_SETTLE = Duration.ofSeconds(20);

    private final boolean parseOnly;
    private final Redis redis;

    private ConsumerReader(Path home, boolean parseOnly) {
        this.parseOnly = parseOnly;
        this.redis = new Redis(home);
    }

    static ConsumerReader withRedis(Path home) {
        return new ConsumerReader(home, false);
    }

    static ConsumerReader parsing(Path home) {
        return new ConsumerReader(home, true);
    }

    @Override
    public void start(Cluster cluster, Path dir, Load load, List<Child> processes) throws Exception {
        List<Child> beside = new ArrayList<>();
        try {
            if (!parseOnly) {
                beside.add(redis.start(dir));
                Redis.awaitReady(beside.get(0));
            }
            processes.add(consumer(cluster, dir));
        } finally {
            processes.addAll(beside);
        }
        Waiting.until(TO_START, "the consumers", () -> processes.get(0).hasSaid("ready"));
    }

    private Child consumer(Cluster cluster, Path dir) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                cluster.bootstrapServers(), Topics.WEBHOOKS.name(), redis.url().toString(), GROUP, THREADS));
        if (parseOnly) {
            arguments.add("--parse-only");
        }
        List<String> flags = List.of("-Xmx" + TopologyReader.HEAP_MEBIBYTES + "m");
        return Child.java("consumer", dir, flags, RedisConsumer.class, arguments.toArray(new String[0]));
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public boolean readsCatalogue() {
        return false;
    }

    @Override
    public void requireTaken(Cluster cluster, long units) throws Exception {
        if (parseOnly) {
            return;
        }
        try (RedisClient client = RedisClient.create(redis.url())) {
            long deadlineNanos = System.nanoTime() + TO_SETTLE.toNanos();
            long taken = taken(client);
            while (taken != units && System.nanoTime() < deadlineNanos) {
                Thread.sleep(100);
                taken = taken(client);
            }
            if (taken != units) {
                throw new IllegalStateException("sold are %d units, taken off in Redis are %d".formatted(units, taken));
            }
        }
    }

    private static long taken(RedisClient client) {
        ScanParams stock = new ScanParams().match("stock:*").count(10_000);
        long units = 0;
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = client.scan(cursor, stock);
            String[] keys = page.getResult().toArray(new String[0]);
            if (keys.length > 0) {
                units -= client.mget(keys).stream().mapToLong(Long::parseLong).sum();
            }
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return units;
    }
}
