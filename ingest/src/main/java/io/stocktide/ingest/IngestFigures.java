package io.stocktide.ingest;

import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.pulse.Figures;
import io.stocktide.service.pulse.MeterDeltas;
import java.util.Map;

/** What an instance of ingest tells of itself. */
final class IngestFigures implements Figures.Reader {
    private static final String OUTCOME = "outcome";
    private static final String ACCEPTED = "accepted";

    @Override
    public Figures apply(MeterDeltas meters) {
        Pulse.Counts counts = new Pulse.Counts(
                meters.count("stocktide.webhooks", OUTCOME, ACCEPTED),
                meters.count("stocktide.channel.events", OUTCOME, ACCEPTED),
                0,
                0,
                0);
        return new Figures(counts, meters.latencies("stocktide.ack"), null, null, null, Map.of());
    }
}
