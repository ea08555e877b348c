package io.stocktide.topology.stream;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.ProblemException;
import io.stocktide.service.kafka.KafkaLoop;
import io.stocktide.topology.sse.EventWriters;
import io.stocktide.topology.sse.FrameWriter;
import io.stocktide.topology.sse.WaitingFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The route that streams a shop's level changes. It reads the topic {@code stock} itself, so that any instance serves any
 * shop.
 */
public final class StockStreams implements Consumer<RoutesConfig>, AutoCloseable {
    private static final long RECONNECT_MILLIS = 2_000;

    private final ShopAccess access;
    private final StreamSettings settings;
    private final OpenStreams streams;
    private final Tail tail;
    private final KafkaLoop tailing;
    private final KafkaLoop catchingUp;
    private final EventWriters writers = new EventWriters("stock-stream-write");

    /** @param client as Kafka's clients take it */
    public StockStreams(
            ShopAccess access, Map<String, String> client, StreamSettings settings, MeterRegistry registry) {
        this.access = access;
        this.settings = settings;
        this.streams = new OpenStreams(settings, registry);
        StreamConsumers consumers = new StreamConsumers(Map.copyOf(client));
        this.tail = new Tail(consumers::tail, streams);
        CatchUp catchUp = new CatchUp(consumers::catchUp, tail);
        tail.handOverTo(catchUp::add);
        this.tailing = new KafkaLoop("stock-stream-tail", tail);
        this.catchingUp = new KafkaLoop("stock-stream-catch-up", catchUp);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/stock/stream", this::open);
    }

    public void start() {
        tailing.start();
        catchingUp.start();
    }

    /** Ends every stream at once, whatever its reader does; comes before the server's own stop, which waits for requests. */
    @Override
    public void close() {
        streams.stop();
        writers.close();
        tailing.close();
        catchingUp.close();
    }

    private void open(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        Optional<EventId> after = lastEventId(ctx);
        streams.takePlace(shop);
        ctx.future(() -> stream(ctx, shop, after));
    }

    private CompletableFuture<?> stream(Context ctx, String shop, Optional<EventId> after) {
        try {
            FrameWriter writer =
                    writers.open(ctx, new WaitingFrames(settings.maxWaitingEvents(), settings.maxWaitingBytes()));
            StockStream stream = new StockStream(shop, after, writer);
            stream.offer(EventWriters.retry(RECONNECT_MILLIS));
            streams.add(stream);
            writers.start(ctx, writer);
            tail.add(stream);
            return writer.ended();
        } catch (IOException e) {
            streams.leavePlace(shop);
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where the reader begins now. A reader that cannot set headers at first uses the parameter. */
    private static Optional<EventId> lastEventId(Context ctx) {
        String header = ctx.header("Last-Event-ID");
        String text = header == null || header.isEmpty() ? ctx.queryParam("lastEventId") : header;
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(EventId.parse(text)
                .orElseThrow(() -> ProblemException.of(
                        400, "bad-last-event-id", "Bad last event id", "It is the id of an event of this stream.")));
    }
}
