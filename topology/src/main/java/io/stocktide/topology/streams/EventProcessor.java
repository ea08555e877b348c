package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.MalformedFactException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes in facts that are our own records.
 *
 * @param <V> the record
 */
abstract class EventProcessor<V> extends FactProcessor {
    private final Topic<V> topic;
    private final Cause.Kind kind;

    EventProcessor(Topic<V> topic, Cause.Kind kind, TopologySettings settings, TopologyMetrics metrics) {
        super(settings, metrics);
        this.topic = topic;
        this.kind = kind;
    }

    abstract Verdict apply(Fact fact, V value);

    @Override
    Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        V value = parse(record.value());
        Cause cause = new Cause(kind, Keys.nameOf(record.key()), null, null, null);
        return apply(new Fact(Keys.shopOf(record.key()), cause, record.timestamp(), origin, rebuilding()), value);
    }

    private V parse(byte[] bytes) {
        try {
            return topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
        } catch (SerializationException e) {
            throw new MalformedFactException("malformed_body", e.getMessage());
        }
    }

    @Override
    void judged(Record<String, byte[]> record, DeadLetter.Origin origin, Verdict verdict) {}
}
