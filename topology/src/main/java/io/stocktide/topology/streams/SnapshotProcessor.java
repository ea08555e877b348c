package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What was read from Shopify; and the questions that lead to reading it. */
final class SnapshotProcessor extends EventProcessor<Snapshot> {
    private final ActiveTasks activeTasks;
    private ProcessorContext<String, byte[]> task;

    SnapshotProcessor(TopologySettings settings, TopologyMetrics metrics, ActiveTasks activeTasks) {
        super(Topics.SNAPSHOTS, Cause.Kind.SNAPSHOT, settings, metrics);
        this.activeTasks = activeTasks;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        audit().takeStock();
        task = context;
        activeTasks.began(context);
        TaskWork work = new TaskWork(this, context);
        FirstEntries first = new FirstEntries(context);
        // By wall-clock time, so that a quiet shop is looked at too. What changes stock goes by stream time even so.
        context.schedule(settings().agendaInterval(), PunctuationType.WALL_CLOCK_TIME, nowMillis -> {
            first.ensure(nowMillis);
            work.run(nowMillis);
        });
    }

    @Override
    Verdict apply(Fact fact, Snapshot snapshot) {
        if (!rebuilding()) {
            metrics().levelsRead(snapshot.levels().size());
        }
        return engine().snapshot(fact, snapshot, shop(fact.shop()), effects());
    }

    @Override
    public void close() {
        if (task != null) {
            activeTasks.ended(task);
        }
        super.close();
    }
}
