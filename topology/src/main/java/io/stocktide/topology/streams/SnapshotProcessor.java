package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.state.AgendaKey;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What was read from Shopify; and the questions that lead to reading it. */
final class SnapshotProcessor extends EventProcessor<Snapshot> {
    private static final int MAX_QUESTIONS_AT_ONCE = 500;

    private ProcessorContext<String, byte[]> context;
    private int partition;

    SnapshotProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.SNAPSHOTS, Cause.Kind.SNAPSHOT, settings, metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> newContext) {
        super.init(newContext);
        context = newContext;
        partition = context.taskId().partition();
        // By wall-clock time, so that a quiet shop's doubts are asked about too. To ask changes no stock.
        context.schedule(settings().agendaInterval(), PunctuationType.WALL_CLOCK_TIME, this::askWhatIsDue);
    }

    @Override
    Verdict apply(Fact fact, Snapshot snapshot) {
        return engine().snapshot(fact, snapshot, shop(fact.shop()), effects());
    }

    private void askWhatIsDue(long nowMillis) {
        long streamMillis = context.currentStreamTimeMs();
        for (AgendaKey due : shopStore().due(nowMillis, MAX_QUESTIONS_AT_ONCE, key -> isDue(key, streamMillis))) {
            ask(due, nowMillis);
            commit(nowMillis, new RecordHeaders());
        }
    }

    /** To give a line up changes stock, so a replay must do so where the first run did, whatever the clock says. */
    private static boolean isDue(AgendaKey key, long streamMillis) {
        return key.subject() != Agenda.Subject.PARKED_LINE || key.dueMillis() <= streamMillis;
    }

    private void ask(AgendaKey due, long nowMillis) {
        String key = due.subject() == Agenda.Subject.ITEM
                ? Keys.item(due.shop(), due.id())
                : Keys.variant(due.shop(), due.id());
        DeadLetter.Origin origin = new DeadLetter.Origin(Topics.LOOKUPS.name(), partition, -1, key);
        Fact now = new Fact(due.shop(), new Cause(Cause.Kind.SNAPSHOT, key, null, null, null), nowMillis, origin);
        try {
            engine().isDue(now, due.dueMillis(), due.subject(), due.id(), shop(due.shop()), effects());
        } catch (RuntimeException e) {
            failed(e, due.shop(), nowMillis, origin);
            // It would fail again each second, and with it the task.
            shop(due.shop()).remove(due.dueMillis(), due.subject(), due.id());
        }
    }
}
