package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Erases every record of a shop; its levels on {@code stock} go with its state, by the topology. */
record ShopErrand(Erasure request) implements Errand {
    @Override
    public Set<Topic<?>> topics() {
        return Set.of(
                Topics.WEBHOOKS,
                Topics.CHANNEL_EVENTS,
                Topics.SNAPSHOTS,
                Topics.DELIVERIES,
                Topics.LOOKUPS,
                Topics.CONNECTIONS,
                Topics.DATA_REQUESTS);
    }

    @Override
    public void meet(ConsumerRecord<String, byte[]> record, ErasureWriter writer) {
        writer.erase(record);
    }

    @Override
    public void finish(ErasureWriter writer) {}
}
