package io.stocktide.ingest;

import io.javalin.http.Context;
import io.stocktide.schemas.rest.EventAccepted;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.BoundedBody;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** {@code POST /v1/shops/{shop}/channel-events}: the token, then the content type, then the body, then Kafka. */
final class ChannelEventRoute implements Intake.Route {
    private final ShopAccess access;
    private final ChannelEventReader reader;
    private final Appender appender;
    private final InputMetrics metrics;
    private final Traces traces;
    private final int maxEventBytes;

    ChannelEventRoute(
            ShopAccess access,
            ChannelEventReader reader,
            Appender appender,
            InputMetrics metrics,
            Traces traces,
            int maxEventBytes) {
        this.access = access;
        this.reader = reader;
        this.appender = appender;
        this.metrics = metrics;
        this.traces = traces;
        this.maxEventBytes = maxEventBytes;
    }

    /** 202 with {@link EventAccepted} once Kafka has the event. */
    @Override
    public CompletableFuture<Void> answer(Context ctx, Arrival arrival) {
        String shop = access.require(ctx, Role.WRITE).shop();
        arrival.names(shop, null, null);
        JsonContent.require(ctx);
        ChannelEvent event = reader.read(BoundedBody.read(ctx, maxEventBytes));
        arrival.names(shop, event.idempotencyKey(), null);
        arrival.labelled(event.type().name().toLowerCase(Locale.ROOT));
        ProducerRecord<String, byte[]> record = record(shop, event);
        traces.carry(ctx, record, arrival);
        return appender.append(record, metrics.acks()).thenAccept(metadata -> accepted(ctx, event, metadata));
    }

    private static ProducerRecord<String, byte[]> record(String shop, ChannelEvent event) {
        String topic = Topics.CHANNEL_EVENTS.name();
        byte[] value = Topics.CHANNEL_EVENTS.valueSerde().serializer().serialize(topic, event);
        return new ProducerRecord<>(topic, Keys.of(shop, event.idempotencyKey()), value);
    }

    private static void accepted(Context ctx, ChannelEvent event, RecordMetadata metadata) {
        EventAccepted accepted = new EventAccepted(event.idempotencyKey(), metadata.partition(), metadata.offset());
        JsonContent.answer(ctx, 202, accepted);
    }
}
