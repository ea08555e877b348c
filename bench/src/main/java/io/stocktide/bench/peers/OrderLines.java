package io.stocktide.bench.peers;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.orders.OrderVersion.LineVersion;
import io.stocktide.topology.webhooks.WebhookFact.OrderSeen;
import io.stocktide.topology.webhooks.WebhookReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads a webhook's record with the topology's own reader, so that parsing costs the same on both sides. For one thread. */
final class OrderLines {
    private final WebhookReader reader = new WebhookReader();

    /** Whether it is a webhook at all: on inputs there are also control records, and tombstones of what was erased. */
    static boolean isWebhook(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && !Keys.isControl(record.key()) && record.value() != null;
    }

    /** The lines that move stock; none where the webhook is of no order, or malformed. */
    List<LineVersion> of(ConsumerRecord<String, byte[]> record) {
        Header topic = record.headers().lastHeader(RecordHeaders.TOPIC);
        if (topic == null) {
            return List.of();
        }
        String name = new String(topic.value(), StandardCharsets.UTF_8);
        try {
            return reader.read(name, record.value(), Optional.empty(), record.timestamp()) instanceof OrderSeen seen
                    ? seen.version().lines().stream().filter(OrderLines::moves).toList()
                    : List.of();
        } catch (MalformedFactException e) {
            return List.of();
        }
    }

    private static boolean moves(LineVersion line) {
        return line.variantId() != null && !line.stockless();
    }
}
