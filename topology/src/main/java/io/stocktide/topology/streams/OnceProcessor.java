package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.engine.Verdict;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes in facts that add to a sum, each once by its key: doing so again would count it twice.
 *
 * @param <V> the record
 */
abstract class OnceProcessor<V> extends EventProcessor<V> {
    private final String topicName;
    private SeenIds seen;

    OnceProcessor(Topic<V> topic, Cause.Kind kind, TopologySettings settings, TopologyMetrics metrics) {
        super(topic, kind, settings, metrics);
        this.topicName = topic.name();
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = new SeenIds(context.getStateStore(Stores.SEEN_EVENTS), settings().eventMemory());
    }

    @Override
    final Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        return seen.contains(name(record), record.timestamp()) ? Verdict.DUPLICATE : super.apply(record, origin);
    }

    @Override
    final void judged(Record<String, byte[]> record, Verdict verdict) {
        if (verdict != Verdict.DUPLICATE) {
            seen.add(name(record), record.timestamp());
        }
    }

    private String name(Record<String, byte[]> record) {
        return topicName + '/' + record.key();
    }
}
