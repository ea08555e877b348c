package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.value.Erasure;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one request does with the records of its shop. Doing it again does no harm. */
interface Errand {
    Erasure request();

    /** Which topics it wants to see. */
    Set<Topic<?>> topics();

    /** A record of the shop, never a tombstone. */
    void meet(ConsumerRecord<String, byte[]> record, ErasureWriter writer);

    /** Whether it has learnt something that makes it want to see the topic again. */
    default boolean wantsAnotherPass() {
        return false;
    }

    /** All has been met, and what was written is at the brokers. */
    void finish(ErasureWriter writer);
}
