package io.stocktide.topology.webhooks;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stocktide.topology.facts.MalformedFactException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads a webhook by its topic. */
public final class WebhookReader {
    /** What a reader needs beside the body. */
    interface Reading {
        <T> T body(Class<T> type);

        /** As above, where a quicker way to read it is tried first. */
        <T> T body(Class<T> type, Quick<T> quick);

        /** Shopify's time of the webhook where the body has none, in seconds since the epoch. */
        long triggeredSecond();
    }

    /** Reads what is usual of a body, and is empty for all else. */
    @FunctionalInterface
    interface Quick<T> {
        Optional<T> read(byte[] body);
    }

    /** Makes a fact of one topic's body. */
    @FunctionalInterface
    interface TopicReader {
        WebhookFact read(Reading reading);
    }

    private static final Map<String, TopicReader> BY_TOPIC = new HashMap<>();

    static {
        for (String topic :
                new String[] {"create", "updated", "cancelled", "fulfilled", "partially_fulfilled", "paid"}) {
            BY_TOPIC.put("orders/" + topic, OrderReading::order);
        }
        BY_TOPIC.put("orders/edited", OrderReading::edit);
        BY_TOPIC.put("refunds/create", OrderReading::refund);
        BY_TOPIC.put("inventory_levels/update", StockReading::level);
        BY_TOPIC.put("inventory_levels/connect", StockReading::level);
        BY_TOPIC.put("inventory_levels/disconnect", StockReading::disconnect);
        BY_TOPIC.put("inventory_items/create", StockReading::item);
        BY_TOPIC.put("inventory_items/update", StockReading::item);
        BY_TOPIC.put("inventory_items/delete", StockReading::itemDeleted);
        BY_TOPIC.put("products/create", StockReading::product);
        BY_TOPIC.put("products/update", StockReading::product);
        BY_TOPIC.put("locations/deactivate", StockReading::locationClosed);
        BY_TOPIC.put("locations/delete", StockReading::locationClosed);
        BY_TOPIC.put("customers/redact", ComplianceReading::customerRedact);
        BY_TOPIC.put("customers/data_request", ComplianceReading::customerData);
        BY_TOPIC.put("shop/redact", ComplianceReading::shopRedact);
    }

    private final Map<Class<?>, ObjectReader> readers = new HashMap<>();
    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @param recordMillis the record's time, where Shopify gave none
     * @throws MalformedFactException where the body is not what the topic promises
     */
    public WebhookFact read(String topic, byte[] body, Optional<Instant> triggeredAt, long recordMillis) {
        TopicReader reader = BY_TOPIC.get(topic);
        if (reader == null) {
            return new WebhookFact.NoStockMeaning();
        }
        return reader.read(new Reading() {
            @Override
            public <T> T body(Class<T> type) {
                return parse(topic, type, body);
            }

            @Override
            public <T> T body(Class<T> type, Quick<T> quick) {
                return quick.read(body).orElseGet(() -> body(type));
            }

            @Override
            public long triggeredSecond() {
                return triggeredAt.map(Instant::getEpochSecond).orElse(recordMillis / 1000);
            }
        });
    }

    private <T> T parse(String topic, Class<T> type, byte[] body) {
        try {
            T parsed = readers.computeIfAbsent(type, mapper::readerFor).readValue(body);
            if (parsed == null) {
                throw new MalformedFactException("malformed_body", topic + ": the body is null");
            }
            return parsed;
        } catch (JsonParseException e) {
            throw new MalformedFactException(
                    "malformed_json",
                    topic + ": not JSON, at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            // The message would quote the body; its kind is enough to find it.
            throw new MalformedFactException(
                    "malformed_body", topic + ": " + e.getClass().getSimpleName());
        }
    }

    /** The id, or a {@link MalformedFactException} that names the field; keys rest on ids not being negative. */
    static long id(Long value, String field) {
        if (need(value, field) < 0) {
            throw new MalformedFactException("malformed_body", "the field " + field + " is negative");
        }
        return value;
    }

    /** The value, or a {@link MalformedFactException} that names the missing field. */
    static <T> T need(T value, String field) {
        if (value == null) {
            throw new MalformedFactException("malformed_body", "the field " + field + " is missing");
        }
        return value;
    }
}
