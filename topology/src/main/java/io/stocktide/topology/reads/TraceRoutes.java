package io.stocktide.topology.reads;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.streams.TopologySettings;
import io.stocktide.topology.trace.Tracer;
import java.util.function.Consumer;

/** The route that tells what became of a webhook, a channel event or a batch. */
public final class TraceRoutes implements Consumer<RoutesConfig> {
    private final ShopReads reads;
    private final TraceDesk desk;

    public TraceRoutes(ShopReads reads, TraceDesk desk) {
        this.reads = reads;
        this.desk = desk;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/trace/{id}", reads.answering(this::trace));
    }

    private Trace trace(Context ctx, StockReads state) {
        String id = ctx.pathParam("id");
        if (!Keys.NAME.matcher(id).matches()) {
            throw ProblemException.of(
                    400, "bad-id", "Bad id", "A webhook id, an idempotency key or a batch id has 1 to 128 characters.");
        }
        Remembered remembered = state.remembered();
        if (!Tracer.knows(remembered, id)) {
            throw unknown();
        }
        return desk.ask(tracer -> tracer.trace(remembered, id)).orElseThrow(TraceRoutes::unknown);
    }

    private static ProblemException unknown() {
        TopologySettings settings = TopologySettings.defaults();
        return ProblemException.of(
                404,
                "unknown-id",
                "Unknown id",
                "No webhook, channel event or batch of that id has been taken in: never, not yet, or too long ago. "
                        + "Webhook ids are remembered for "
                        + settings.webhookMemory().toHours()
                        + " hours, the others for " + settings.eventMemory().toDays() + " days.");
    }
}
