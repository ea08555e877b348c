package io.stocktide.sink.lane;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Some records of one shop, in their order on the topic.
 *
 * @param records at least one
 * @param perhapsDoneBefore whether they may have been worked on already, by an earlier owner of the partition or in a turn that failed
 * @param stopped whether to leave the work where it stands, since the service stops or the partition has moved on
 */
public record LaneWork(
        List<ConsumerRecord<String, byte[]>> records, boolean perhapsDoneBefore, BooleanSupplier stopped) {
    public LaneWork {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("work without a record");
        }
    }

    public ConsumerRecord<String, byte[]> first() {
        return records.get(0);
    }
}
