package io.stocktide.bench.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Redis as the peers have it, set up by {@code bench/peers/redis.conf}. */
public final class Redis {
    private static final Duration TO_START = Duration.ofSeconds(30);

    private final int port = Ports.free();
    private final Path config;

    /** @param home where {@code bench/peers} lies */
    public Redis(Path home) {
        this.config = home.resolve("bench/peers/redis.conf");
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Starts it, its data in that directory; {@link #awaitReady} tells when it answers. */
    public Child start(Path dir) throws IOException {
        Path data = Files.createDirectories(dir.resolve("redis"));
        return Child.start(
                "redis",
                dir,
                Map.of(),
                List.of("redis-server", config.toString(), "--port", Integer.toString(port), "--dir", data.toString()));
    }

    public static void awaitReady(Child redis) throws Exception {
        Waiting.until(TO_START, "Redis", () -> redis.hasSaid("Ready to accept connections"));
    }
}
