package io.stocktide.topology.topics;

import io.stocktide.service.kafka.LoneConsumer;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Kafka's client for looking at topics. Settings win in this order: what is needed, the operator's, ours. */
public final class TopicClients {
    private static final int ANSWER_MILLIS = 5_000;
    private static final int MAX_FETCH_BYTES = 8 * 1024 * 1024;

    private TopicClients() {}

    /**
     * A consumer of no group, of what is committed.
     *
     * @param client as Kafka's clients take it
     */
    public static Consumer<String, byte[]> consumer(Map<String, String> client, String clientId) {
        Map<String, Object> ours = Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, clientId,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return LoneConsumer.open(ours, client, "earliest");
    }
}
