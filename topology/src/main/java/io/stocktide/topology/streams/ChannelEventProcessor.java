package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What tills, warehouses and marketplaces did: each once by its key, since it adds to a sum. */
final class ChannelEventProcessor extends EventProcessor<ChannelEvent> {
    private SeenIds seen;

    ChannelEventProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.CHANNEL_EVENTS, Cause.Kind.CHANNEL_EVENT, settings, metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = new SeenIds(context.getStateStore(Stores.SEEN_EVENTS), settings().eventMemory());
    }

    @Override
    Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        return seen.contains(name(record), record.timestamp()) ? Verdict.DUPLICATE : super.apply(record, origin);
    }

    @Override
    Verdict apply(Fact fact, ChannelEvent event) {
        return engine().channelEvent(fact, event, shop(fact.shop()), effects());
    }

    @Override
    void judged(Record<String, byte[]> record, Verdict verdict) {
        if (verdict != Verdict.DUPLICATE) {
            seen.add(name(record), record.timestamp());
        }
    }

    private static String name(Record<String, byte[]> record) {
        return Topics.CHANNEL_EVENTS.name() + '/' + record.key();
    }
}
