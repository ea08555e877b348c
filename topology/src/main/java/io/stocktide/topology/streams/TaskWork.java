package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.questions.Agenda.Subject;
import io.stocktide.topology.state.AgendaKey;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a task does beside its records, now and then: what is due, and what a replay has left to publish. */
final class TaskWork {
    private static final int MAX_DUE_AT_ONCE = 500;

    private final FactProcessor processor;
    private final ProcessorContext<String, byte[]> context;
    private final int partition;
    private final Resumption resumption;
    private boolean waitsForStreamTime;

    TaskWork(FactProcessor processor, ProcessorContext<String, byte[]> context) {
        this.processor = processor;
        this.context = context;
        this.partition = context.taskId().partition();
        this.resumption = new Resumption(processor, partition);
    }

    void run(long nowMillis) {
        if (processor.rebuilding()) {
            return;
        }
        processor.effects().begin(false);
        resumption.goOn(nowMillis);
        long streamMillis = context.currentStreamTimeMs();
        waitsForStreamTime = false;
        for (AgendaKey due : processor.shopStore().due(nowMillis, MAX_DUE_AT_ONCE, key -> isDue(key, streamMillis))) {
            handle(due, goesByStreamTime(due) ? Math.max(due.dueMillis(), streamMillis) : nowMillis);
        }
        if (waitsForStreamTime) {
            tick(nowMillis);
        }
    }

    /** What changes stock goes by stream time, whatever the clock says. */
    private boolean isDue(AgendaKey key, long streamMillis) {
        boolean due = !goesByStreamTime(key) || key.dueMillis() <= streamMillis;
        waitsForStreamTime |= !due;
        return due;
    }

    private static boolean goesByStreamTime(AgendaKey key) {
        return key.subject() == Subject.PARKED_LINE || key.subject() == Subject.RESERVATION;
    }

    /** Stream time stands still where no fact comes; a tick moves it on. */
    private void tick(long nowMillis) {
        Record<String, byte[]> tick = new Record<>(FenceMarkers.tick(partition), null, nowMillis);
        context.forward(tick, StockTopology.sinkOf(Topics.REPLIES));
    }

    private void handle(AgendaKey due, long nowMillis) {
        String key =
                due.subject() == Subject.ITEM ? Keys.item(due.shop(), due.id()) : Keys.variant(due.shop(), due.id());
        DeadLetter.Origin origin = new DeadLetter.Origin(Topics.LOOKUPS.name(), partition, -1, key);
        Fact now = new Fact(due.shop(), new Cause(Cause.Kind.SNAPSHOT, key, null, null, null), nowMillis, origin);
        try {
            processor
                    .engine()
                    .isDue(
                            now,
                            due.dueMillis(),
                            due.subject(),
                            due.id(),
                            processor.shop(due.shop()),
                            processor.effects());
        } catch (RuntimeException e) {
            processor.failed(e, due.shop(), new Record<>(key, null, nowMillis), origin);
            // It would fail again each second, and with it the task.
            processor.shop(due.shop()).remove(due.dueMillis(), due.subject(), due.id());
        }
        processor.commit(nowMillis, new RecordHeaders());
    }
}
