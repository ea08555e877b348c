package io.stocktide.topology.reads;

import io.stocktide.topology.trace.Tracer;
import java.time.InstantSource;
import java.util.Map;

/** Where traces are asked for. */
public final class TraceDesk extends Desk<Tracer> {
    /**
     * @param client as Kafka's clients take it
     */
    public TraceDesk(Map<String, String> client) {
        super(
                () -> new Tracer(client, InstantSource.system()),
                Tracer::close,
                "trace-unavailable",
                "Traces cannot be read now");
    }
}
