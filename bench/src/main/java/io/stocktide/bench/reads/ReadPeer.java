package io.stocktide.bench.reads;

import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * The same Javalin as the topology's, at {@code /}: it returns the same bytes each time, or what Redis has for a key.
 * Neither asks for a token.
 */
public final class ReadPeer {
    private static final String KEY = "stock";
    /** As many as the connections of the load, so that none waits for the pool. */
    private static final int REDIS_CONNECTIONS = 32;

    private ReadPeer() {}

    /** Arguments: port, file with the body, and Redis' URL where it is to be asked. Runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        byte[] body = Files.readAllBytes(Path.of(arguments[1]));
        Supplier<byte[]> answer = arguments.length > 2 ? redis(URI.create(arguments[2]), body) : () -> body;
        HttpSettings settings = new HttpSettings("127.0.0.1", Integer.parseInt(arguments[0]), Duration.ZERO);
        new ServiceHttp(
                        settings,
                        new Metrics().registry(),
                        Optional::empty,
                        routes -> routes.get("/", ctx -> ctx.result(answer.get())))
                .start();
        Thread.currentThread().join();
    }

    private static Supplier<byte[]> redis(URI url, byte[] body) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(REDIS_CONNECTIONS);
        pool.setMaxIdle(REDIS_CONNECTIONS);
        RedisClient redis = RedisClient.builder()
                .hostAndPort(url.getHost(), url.getPort())
                .poolConfig(pool)
                .build();
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        redis.set(key, body);
        return () -> redis.get(key);
    }
}
