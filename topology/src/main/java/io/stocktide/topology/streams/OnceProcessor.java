package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.value.Cause;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Safeguard;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Takes in facts that add to a sum, each once: doing so again would count it twice.
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
        seen = new SeenIds(
                context.getStateStore(Stores.SEEN_EVENTS), settings().eventMemory(), context::currentStreamTimeMs);
    }

    /** Applies a fact that was not seen before. */
    abstract Verdict applyOnce(Fact fact, V value);

    /** What names the fact, beside which there is no other: by default its key. */
    String nameOf(Fact fact, V value) {
        return fact.origin().key();
    }

    /** Whether to take it in twice would count it twice; otherwise whoever sent it again wants its answer again. */
    boolean countsOnce(V value) {
        return true;
    }

    /** Whether the fact is known, or says less than what is known. */
    boolean isKnown(Fact fact, V value) {
        return isSeen(fact, nameOf(fact, value));
    }

    final boolean isSeen(Fact fact, String name) {
        return isSeen(fact, topicName, name);
    }

    /** Whether a fact of another topic has been seen. */
    final boolean isSeen(Fact fact, String ofTopic, String name) {
        return seen.contains(SeenKeys.of(ofTopic, name), fact.recordMillis());
    }

    @Override
    final Verdict apply(Fact fact, V value) {
        if (!countsOnce(value)) {
            return applyOnce(fact, value);
        }
        if (settings().safeguards().hold(Safeguard.DEDUPLICATION) && isKnown(fact, value)) {
            return Verdict.DUPLICATE;
        }
        Verdict verdict = applyOnce(fact, value);
        // A fact that throws was not counted, so it may come again.
        remember(
                nameOf(fact, value), fact.recordMillis(), verdict, fact.origin().offset());
        return verdict;
    }

    final void remember(String name, long recordMillis, Verdict verdict, long offset) {
        seen.add(SeenKeys.of(topicName, name), recordMillis, verdict, effects(), offset);
    }

    final boolean isSeen(String name, long recordMillis) {
        return seen.contains(SeenKeys.of(topicName, name), recordMillis);
    }
}
