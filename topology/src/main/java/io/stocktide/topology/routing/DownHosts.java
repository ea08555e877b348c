package io.stocktide.topology.routing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Hosts that have just not answered: until the group finds that one is dead, no read should find it out again. There are
 * at most as many as instances have ever been.
 */
final class DownHosts {
    /** So a second read in so long waits for one that is down, and one that is back is soon asked again. */
    private static final long REST_NANOS = Duration.ofMillis(1_500).toNanos();

    private static final int MAX_HOSTS = 1_000;

    private final LongSupplier nanoTime;
    private final Map<HostInfo, Long> sinceNanos = new ConcurrentHashMap<>();

    DownHosts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(HostInfo host) {
        if (sinceNanos.size() >= MAX_HOSTS) {
            sinceNanos.clear();
        }
        sinceNanos.put(host, nanoTime.getAsLong());
    }

    void remove(HostInfo host) {
        sinceNanos.remove(host);
    }

    boolean contains(HostInfo host) {
        Long since = sinceNanos.get(host);
        return since != null && nanoTime.getAsLong() - since < REST_NANOS;
    }
}
