package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.state.StateKeys;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Goes on where a replay has ended, shop by shop and a part at a time: publishes the levels as they were rebuilt,
 * decides what is still open, and forms the batches that are due.
 */
final class Resumption {
    private static final int KEYS_AT_ONCE = 20_000;

    private final FactProcessor processor;
    private final int partition;
    private String lastShop;

    Resumption(FactProcessor processor, int partition) {
        this.processor = processor;
        this.partition = partition;
    }

    void goOn(long nowMillis) {
        Fence fence = processor.fence();
        if (!fence.publishes()) {
            return;
        }
        List<StateKeys.Parts> keys = processor.shopStore().shopKeysAfter(fence.cursor(), KEYS_AT_ONCE);
        for (StateKeys.Parts key : keys) {
            Fact fact = fact(key.shop(), nowMillis);
            if (!key.shop().equals(lastShop)) {
                resume(fact);
                lastShop = key.shop();
            }
            if (key.isItem()) {
                processor.engine().publish(fact, key.id(), processor.shop(key.shop()), processor.effects());
                processor.commit(nowMillis, new RecordHeaders());
            }
        }
        if (keys.size() < KEYS_AT_ONCE) {
            fence.publishedAll();
        } else {
            fence.publishedTo(keys.get(keys.size() - 1).key());
        }
        processor.commit(nowMillis, new RecordHeaders());
    }

    private void resume(Fact fact) {
        boolean more = true;
        while (more) {
            more = processor.engine().resume(fact, processor.shop(fact.shop()), processor.effects());
            processor.commit(fact.recordMillis(), new RecordHeaders());
        }
    }

    /** Its origin is the replay, so that what is formed after it has ids of its own. */
    private Fact fact(String shop, long nowMillis) {
        String replayId = processor.settings().replay().replayId();
        DeadLetter.Origin origin =
                new DeadLetter.Origin(Topics.REPLAYS.name() + '/' + replayId, partition, 0, replayId);
        Cause cause = new Cause(Cause.Kind.SNAPSHOT, "replay/" + replayId, null, null, null);
        return new Fact(shop, cause, nowMillis, origin);
    }
}
