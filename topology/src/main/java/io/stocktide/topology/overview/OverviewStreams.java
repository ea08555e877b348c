package io.stocktide.topology.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.Overview;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.access.TokenHolder;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.sse.Ending;
import io.stocktide.topology.sse.EventWriters;
import io.stocktide.topology.sse.FrameWriter;
import io.stocktide.topology.sse.WaitingFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The route that streams the overview, anew every two seconds. */
public final class OverviewStreams implements Consumer<RoutesConfig>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OverviewStreams.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration MAX_STALL = Duration.ofSeconds(10);
    /** So that whoever opened it shows the token again. */
    private static final Duration MAX_AGE = Duration.ofHours(1);

    private static final int MAX_STREAMS = 100;
    private static final int MAX_STREAMS_A_TOKEN = 20;
    private static final int MAX_WAITING_FRAMES = 4;
    private static final int MAX_WAITING_BYTES = 256 * 1024;
    private static final long RECONNECT_MILLIS = 2_000;
    private static final int RETRY_SECONDS = 10;

    /** One reader, and what it may see. */
    private record Stream(TokenHolder holder, FrameWriter writer, long openedAtNanos) {}

    private final ShopAccess access;
    private final SystemView view;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> placesByToken = new HashMap<>();
    private final EventWriters writers = new EventWriters("overview-write");
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "overview-tick");
        thread.setDaemon(true);
        return thread;
    });
    private int taken;
    private boolean stopping;

    public OverviewStreams(ShopAccess access, SystemView view, MeterRegistry registry) {
        this.access = access;
        this.view = view;
        Gauge.builder("stocktide.overview.streams.open", open, Set::size)
                .description("Streams of the overview that are open on this instance")
                .register(registry);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/overview/stream", this::open);
    }

    public void start() {
        var unused =
                clock.scheduleWithFixedDelay(this::tick, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void open(Context ctx) {
        TokenHolder holder = access.holder(ctx);
        takePlace(holder.tokenName());
        ctx.future(() -> stream(ctx, holder));
    }

    private CompletableFuture<?> stream(Context ctx, TokenHolder holder) {
        try {
            FrameWriter writer = writers.open(ctx, new WaitingFrames(MAX_WAITING_FRAMES, MAX_WAITING_BYTES));
            Stream stream = new Stream(holder, writer, System.nanoTime());
            writer.offer(EventWriters.retry(RECONNECT_MILLIS));
            writer.offer(frame(view.overview(holder)));
            add(stream);
            writers.start(ctx, writer);
            return writer.ended();
        } catch (IOException e) {
            leavePlace(holder.tokenName());
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            leavePlace(holder.tokenName());
            throw e;
        }
    }

    private void add(Stream stream) {
        open.add(stream);
        var unused = stream.writer().ended().thenAccept(reason -> {
            open.remove(stream);
            leavePlace(stream.holder().tokenName());
        });
        synchronized (this) {
            if (stopping) {
                stream.writer().end(Ending.STOPPED);
            }
        }
    }

    private void tick() {
        try {
            // Those of one token see the same.
            Map<TokenHolder, byte[]> frames = new HashMap<>();
            for (Stream stream : open) {
                if (hasPassed(stream.openedAtNanos(), MAX_AGE)) {
                    stream.writer().end(Ending.AGED);
                } else if (hasPassed(stream.writer().progressAtNanos(), MAX_STALL)) {
                    stream.writer().end(Ending.STALLED);
                } else {
                    // Where there is no room, the next one says it better.
                    var unused = stream.writer()
                            .offer(frames.computeIfAbsent(stream.holder(), holder -> frame(view.newest(holder))));
                }
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the overview could not be streamed, will be");
        }
    }

    private static boolean hasPassed(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos > time.toNanos();
    }

    private static byte[] frame(Overview overview) {
        try {
            return ("event: overview\ndata: " + Json.mapper().writeValueAsString(overview) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an overview always has JSON", e);
        }
    }

    private synchronized void takePlace(String token) {
        if (stopping || taken >= MAX_STREAMS) {
            throw ProblemException.retryable(
                    503,
                    "unavailable",
                    "No stream can be opened now",
                    "The service stops, or this instance has as many streams open as it takes.",
                    RETRY_SECONDS);
        }
        int ofToken = placesByToken.getOrDefault(token, 0);
        if (ofToken >= MAX_STREAMS_A_TOKEN) {
            throw ProblemException.retryable(
                    429,
                    "too-many-streams",
                    "Too many streams",
                    "The token has " + ofToken + " streams open on this instance, as many as it may.",
                    RETRY_SECONDS);
        }
        placesByToken.put(token, ofToken + 1);
        taken++;
    }

    private synchronized void leavePlace(String token) {
        placesByToken.computeIfPresent(token, (name, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    /** Ends every stream at once; comes before the server's own stop, which waits for requests. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        clock.shutdownNow();
        open.forEach(stream -> stream.writer().end(Ending.STOPPED));
        writers.close();
    }
}
