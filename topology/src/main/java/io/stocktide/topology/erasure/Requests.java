package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The webhooks that made the requests. */
final class Requests {
    private Requests() {}

    /** The webhook's key. */
    static String keyOf(Erasure request) {
        return Keys.of(request.shop(), request.webhookId());
    }

    /** Whether the record is the webhook that made the request, or a repeat of it. */
    static boolean isRequest(ConsumerRecord<String, byte[]> record, Erasure request) {
        return record.topic().equals(Topics.WEBHOOKS.name()) && record.key().equals(keyOf(request));
    }

    /** Shopify's topic of a webhook; empty where it names none. */
    static String topicOf(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(RecordHeaders.TOPIC);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** What the request wants done. */
    static Errand errand(Erasure request, Contact contact) {
        return switch (request.kind()) {
            case SHOP_REDACT -> new ShopErrand(request);
            case CUSTOMER_REDACT -> new CustomerErrand(request, contact);
            case CUSTOMER_DATA -> new DataErrand(request, contact);
        };
    }
}
