package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.test.TestRecord;

/** Brings Shopify's webhooks: late, twice, under two ids, out of order, or at the second attempt. */
final class Courier {
    private static final Duration DAY = Duration.ofDays(1);
    /** A channel's line waits for its SKU for a day and no longer. */
    private static final Duration OF_PRODUCTS = Duration.ofHours(20);

    private final Wire wire;
    private final BiConsumer<String, TestRecord<String, byte[]>> receiver;
    private int nextId = 1;

    /** Receives each webhook as it arrives, with what names it to a reader. */
    Courier(Wire wire, BiConsumer<String, TestRecord<String, byte[]>> receiver) {
        this.wire = wire;
        this.receiver = receiver;
    }

    /** Sends what is the case now. */
    void send(String topic, byte[] body, Random random) {
        Duration atMost = topic.startsWith("products/") ? OF_PRODUCTS : DAY;
        long triggeredMillis = wire.nowMillis();
        String id = "w-" + nextId++;
        bring(id, topic, body, triggeredMillis, Wire.delayMillis(random, atMost));
        if (random.nextInt(6) == 0) {
            // The acknowledgement was lost: the same once more.
            bring(id, topic, body, triggeredMillis, Wire.delayMillis(random, atMost));
        }
        if (random.nextInt(12) == 0) {
            bring("w-" + nextId++, topic, body, triggeredMillis, Wire.delayMillis(random, atMost));
        }
    }

    /** Sends what will be the case in a moment: the body is built when it is sent. */
    void sendSoon(String topic, Supplier<byte[]> body, Random random) {
        Random later = new Random(random.nextLong());
        wire.in(random.nextBoolean() ? 0 : random.nextInt(4_000), () -> {
            byte[] built = body.get();
            if (built != null) {
                send(topic, built, later);
            }
        });
    }

    private void bring(String id, String topic, byte[] body, long triggeredMillis, long delayMillis) {
        wire.in(delayMillis, () -> {
            TestRecord<String, byte[]> record =
                    new TestRecord<>(Keys.of(Catalog.SHOP, id), body, Instant.ofEpochMilli(wire.nowMillis()));
            header(record, RecordHeaders.TOPIC, topic);
            header(record, RecordHeaders.SHOP_DOMAIN, Catalog.SHOP);
            header(record, RecordHeaders.WEBHOOK_ID, id);
            header(record, RecordHeaders.EVENT_ID, "e-" + id);
            header(
                    record,
                    RecordHeaders.TRIGGERED_AT,
                    Instant.ofEpochMilli(triggeredMillis).toString());
            receiver.accept(Topics.WEBHOOKS.name() + ' ' + id + ' ' + topic, record);
        });
    }

    private static void header(TestRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
