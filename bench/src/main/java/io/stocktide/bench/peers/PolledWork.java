package io.stocktide.bench.peers;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one thread does with the records of a poll before their offsets are committed. */
interface PolledWork extends AutoCloseable {
    void take(Iterable<ConsumerRecord<String, byte[]>> records);

    @Override
    default void close() {}

    /** Parses the orders and drops them: the most that a consumer on this topic can do. */
    static PolledWork parsing() {
        OrderLines orders = new OrderLines();
        return records -> records.forEach(record -> {
            if (OrderLines.isWebhook(record)) {
                orders.of(record);
            }
        });
    }
}
