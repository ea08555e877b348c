package io.stocktide.sink.lane;

import io.stocktide.schemas.topic.Keys;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record and the account of the partition that it came from. */
record LaneRecord(ConsumerRecord<String, byte[]> record, PartitionProgress progress) {
    /** The lane it belongs to; records whose key names no shop share one. */
    String lane() {
        String key = record.key();
        return key == null || key.indexOf('/') <= 0 ? "" : Keys.shopOf(key);
    }

    /** Whether an earlier owner of the partition may have worked on it. */
    boolean perhapsDoneBefore() {
        return progress.perhapsDoneBefore(record.offset());
    }

    void finished() {
        progress.finished(record.offset());
    }
}
