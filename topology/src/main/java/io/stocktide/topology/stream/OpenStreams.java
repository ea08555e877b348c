package io.stocktide.topology.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.topology.sse.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every stream that is open here: lets new ones in, keeps them alive, and ends those whose time is over. */
final class OpenStreams {
    private static final int RETRY_SECONDS = 10;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final StreamSettings settings;
    private final EnumCounters<Ending> ended;
    private final Set<StockStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> placesTaken = new HashMap<>();
    private final long lookEveryNanos;
    private int taken;
    private boolean stopping;
    private long lookedAtNanos = System.nanoTime();

    OpenStreams(StreamSettings settings, MeterRegistry registry) {
        this.settings = settings;
        this.ended = new EnumCounters<>(
                registry,
                "stocktide.stock.streams.ended",
                "Streams of level changes that have ended, by reason",
                "reason",
                Ending.class);
        this.lookEveryNanos = Math.min(
                LOOK_EVERY.toNanos(),
                Math.min(settings.heartbeat().toNanos(), settings.maxStall().toNanos()) / 4);
        Gauge.builder("stocktide.stock.streams.open", open, Set::size)
                .description("Streams of level changes that are open on this instance")
                .register(registry);
    }

    /** Takes a place for a stream of the shop; throws a 429 or 503 where there is none. */
    synchronized void takePlace(String shop) {
        if (stopping) {
            throw full("The service stops.");
        }
        if (taken >= settings.maxStreams()) {
            throw full("This instance has as many streams open as it takes.");
        }
        int ofShop = placesTaken.getOrDefault(shop, 0);
        if (ofShop >= settings.maxStreamsPerShop()) {
            throw ProblemException.retryable(
                    429,
                    "too-many-streams",
                    "Too many streams",
                    "The shop has " + ofShop + " streams open on this instance, as many as it may.",
                    RETRY_SECONDS);
        }
        placesTaken.put(shop, ofShop + 1);
        taken++;
    }

    private static ProblemException full(String detail) {
        return ProblemException.retryable(503, "unavailable", "No stream can be opened now", detail, RETRY_SECONDS);
    }

    synchronized void leavePlace(String shop) {
        placesTaken.computeIfPresent(shop, (name, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    /** Counts it as open until it ends; its place must have been taken. */
    void add(StockStream stream) {
        open.add(stream);
        var unused = stream.writer().ended().thenAccept(reason -> {
            open.remove(stream);
            leavePlace(stream.shop());
            ended.increment(reason);
        });
        if (isStopping()) {
            stream.writer().end(Ending.STOPPED);
        }
    }

    /** Whether it is time to look after the streams; the tail's thread alone asks. */
    boolean isDue() {
        return System.nanoTime() - lookedAtNanos > lookEveryNanos;
    }

    /** Ends what is over and keeps the others alive; the partitions that they need. */
    Set<Integer> care() {
        lookedAtNanos = System.nanoTime();
        Set<Integer> needed = new HashSet<>();
        for (StockStream stream : open) {
            if (hasPassed(stream.openedAtNanos(), settings.maxAge())) {
                stream.writer().end(Ending.AGED);
            } else if (hasPassed(stream.writer().progressAtNanos(), settings.maxStall())) {
                stream.writer().end(Ending.STALLED);
            } else if (isQuiet(stream)) {
                stream.offer(Frames.heartbeat());
            }
            needed.add(stream.partition());
        }
        return needed;
    }

    /** Tells a stream how far the topic is, where it has not been told anything for long. */
    void heartbeat(StockStream stream) {
        if (isQuiet(stream)) {
            stream.offer(Frames.heartbeat(new EventId(stream.partition(), stream.next() - 1)));
        }
    }

    private boolean isQuiet(StockStream stream) {
        return hasPassed(stream.toldAtNanos(), settings.heartbeat());
    }

    private static boolean hasPassed(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos > time.toNanos();
    }

    /** Ends all that have their place in a partition. */
    void end(int partition, Ending reason) {
        open.stream()
                .filter(stream -> stream.partition() == partition)
                .forEach(stream -> stream.writer().end(reason));
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Ends all, and lets none in any more. */
    void stop() {
        synchronized (this) {
            stopping = true;
        }
        open.forEach(stream -> stream.writer().end(Ending.STOPPED));
    }
}
