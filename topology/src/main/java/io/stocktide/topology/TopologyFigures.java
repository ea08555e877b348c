package io.stocktide.topology;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.pulse.Figures;
import io.stocktide.service.pulse.MeterDeltas;
import io.stocktide.topology.reads.ActiveLag;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.TopologyMetrics;

/** What an instance of the topology tells of itself. */
final class TopologyFigures implements Figures.Reader {
    private final TopologyMetrics measures;
    private final MeterRegistry registry;
    private final RunningTopology running;
    private final ActiveLag lag;

    TopologyFigures(TopologyMetrics measures, MeterRegistry registry, RunningTopology running, ActiveLag lag) {
        this.measures = measures;
        this.registry = registry;
        this.running = running;
        this.lag = lag;
    }

    @Override
    public Figures apply(MeterDeltas meters) {
        Pulse.Counts counts = new Pulse.Counts(
                0,
                0,
                meters.count("stocktide.webhook.verdicts", "verdict", "duplicate"),
                0,
                // By its own causes: where the sink counts in the same registry, its letters are not the topology's.
                meters.count("stocktide.dead.letters", "cause", TopologyMetrics.DEAD_LETTER_CAUSES));
        return new Figures(
                counts,
                null,
                meters.latencies("stocktide.accepted.to.stock"),
                null,
                state(),
                measures.takeMismatches());
    }

    private Pulse.State state() {
        Gauge mismatches = registry.find("stocktide.ledger.mismatches").gauge();
        return new Pulse.State(
                lag.records(),
                lag.millis(),
                mismatches == null ? 0 : Math.round(mismatches.value()),
                lag.partitions(),
                running.rebuildingPartitions());
    }
}
