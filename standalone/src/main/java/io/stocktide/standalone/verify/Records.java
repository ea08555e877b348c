package io.stocktide.standalone.verify;

import io.stocktide.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what records say. */
final class Records {
    private Records() {}

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Null for a tombstone. */
    static <V> V value(ConsumerRecord<byte[], byte[]> record, Topic<V> topic) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    }
}
