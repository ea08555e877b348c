package io.stocktide.topology.stream;

import io.stocktide.service.kafka.LoneConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Kafka's clients for streams. Settings win in this order: what is needed, the operator's, ours. */
final class StreamConsumers {
    /** Heartbeats wait for as long where Kafka does not answer. */
    private static final int ANSWER_MILLIS = 2_000;
    /** All that one of them ever holds of the topic. */
    private static final int MAX_FETCH_BYTES = 2 * 1024 * 1024;

    private static final int MAX_PARTITION_FETCH_BYTES = 512 * 1024;

    private final Map<String, String> client;

    StreamConsumers(Map<String, String> client) {
        this.client = client;
    }

    /** Fails where its place in the topic is gone: then the topic is another one. */
    Consumer<String, byte[]> tail() {
        return consumer("stocktide-stock-tail", "none");
    }

    /** What has been deleted is passed over. */
    Consumer<String, byte[]> catchUp() {
        return consumer("stocktide-stock-catch-up", "earliest");
    }

    private Consumer<String, byte[]> consumer(String id, String whereOutOfRange) {
        Map<String, Object> ours = Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, id,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return LoneConsumer.open(ours, client, whereOutOfRange);
    }
}
