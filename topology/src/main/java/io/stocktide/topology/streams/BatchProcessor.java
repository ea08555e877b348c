package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import org.apache.kafka.streams.processor.api.Record;

/** Batches, read back in a replay so that they are not formed again. Of now, they are known: they come from here. */
final class BatchProcessor extends OnceProcessor<Batch> {
    BatchProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.BATCHES, Cause.Kind.DELIVERY, settings, metrics);
    }

    @Override
    boolean passesOver() {
        return true;
    }

    @Override
    Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        if (rebuilding()) {
            return super.apply(record, origin);
        }
        note(record, origin.offset());
        return Verdict.DUPLICATE;
    }

    /** So that a batch can be found by its id. The sink may have put it to the partition's end; the first place holds. */
    private void note(Record<String, byte[]> record, long offset) {
        if (!isSeen(record.key(), record.timestamp())) {
            remember(record.key(), record.timestamp(), Verdict.APPLIED, offset);
        }
    }

    @Override
    Verdict applyOnce(Fact fact, Batch batch) {
        String delivery = fact.origin().key();
        boolean hasLanded = isSeen(fact, Topics.DELIVERIES.name(), delivery)
                || isSeen(fact, Topics.DELIVERIES.name(), SeenKeys.abandoned(delivery));
        return engine().batch(fact, batch, hasLanded, shop(fact.shop()), effects());
    }
}
