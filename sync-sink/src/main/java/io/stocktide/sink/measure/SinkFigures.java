package io.stocktide.sink.measure;

import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.metrics.EnumCounters;
import io.stocktide.service.pulse.Figures;
import io.stocktide.service.pulse.MeterDeltas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What an instance of the sink tells of itself. */
public final class SinkFigures implements Figures.Reader {
    @Override
    public Figures apply(MeterDeltas meters) {
        List<String> outcomes = Arrays.stream(Delivery.Outcome.values())
                .map(EnumCounters::label)
                .toList();
        long mutations = meters.count("stocktide.mutations", "outcome", outcomes);
        long deadLetters = meters.count("stocktide.dead.letters", "cause", SinkMetrics.deadLetterCauses());
        return new Figures(
                new Pulse.Counts(0, 0, 0, mutations, deadLetters),
                null,
                null,
                meters.latencies("stocktide.accepted.to.shopify"),
                null,
                Map.of());
    }
}
