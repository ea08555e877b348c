package io.stocktide.standalone.verify;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockLevel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records of one shop, as they would lie on the topics. */
final class Log {
    static final String SHOP = "a-shop";
    static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    static final String CHANGELOG = "app-seen-webhooks-changelog";
    private static final byte[] BODY = {1};

    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    private final Map<String, Long> offsets = new HashMap<>();
    private Instant now = AT;

    /** Gives each record to a check. */
    Log(Check check) {
        this(check::accept);
    }

    Log(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.reader = reader;
    }

    Log at(Instant time) {
        now = time;
        return this;
    }

    Log row(long seq, long delta, long balanceAfter) {
        return row(null, seq, delta, balanceAfter);
    }

    Log row(String replayId, long seq, long delta, long balanceAfter) {
        LedgerRow row = new LedgerRow(seq, 11, 71L, LedgerRow.Kind.OBSERVED_NET, delta, delta, balanceAfter);
        Cause cause = new Cause(Cause.Kind.WEBHOOK, "w", "inventory_levels/update", null, null);
        return give(Topics.LEDGER, "w", new LedgerEntry(SHOP, cause, AT, replayId, List.of(row)));
    }

    Log level(long locationId, Long available, long unsettled) {
        StockLevel level = new StockLevel(
                SHOP, 11, locationId, null, available, available, unsettled, 0, 0, AT, StockLevel.Status.IN_SYNC);
        return give(Topics.STOCK, "11/" + locationId, level);
    }

    Log noLevel(long locationId) {
        return give(Topics.STOCK, "11/" + locationId, null);
    }

    Log batch(String id, long throughOffset, String... causes) {
        return batch(id, throughOffset, null, causes);
    }

    Log batch(String id, long throughOffset, List<Long> lateIds, String... causes) {
        List<BatchChange> rows = Arrays.stream(causes)
                .map(cause -> new BatchChange(11, 71, -1, null, null, throughOffset, lateIds, null, null, cause))
                .toList();
        return give(Topics.BATCHES, id, new Batch(id, SHOP, Batch.Kind.ADJUST, 1, now, rows));
    }

    /** Of which the key alone counts. */
    Log event(String name) {
        return give(Topics.CHANNEL_EVENTS.name(), Keys.of(SHOP, name).getBytes(StandardCharsets.UTF_8), BODY);
    }

    Log delivery(String batchId) {
        return give(Topics.DELIVERIES.name(), Keys.of(SHOP, batchId).getBytes(StandardCharsets.UTF_8), BODY);
    }

    Log reply(String reservationId, Reservation.Status status) {
        Reservation reservation = new Reservation(reservationId, SHOP, "k", null, status, AT, AT, List.of(), List.of());
        ReservationReply.Answer answer = ReservationReply.Answer.valueOf(status.name());
        return give(
                Topics.REPLIES,
                "reservation/" + reservationId,
                new ReservationReply(null, answer, true, 1, null, reservation));
    }

    Log webhook(String id) {
        return give(Topics.WEBHOOKS.name(), Keys.of(SHOP, id).getBytes(StandardCharsets.UTF_8), BODY);
    }

    Log erased(String id) {
        return give(Topics.WEBHOOKS.name(), Keys.of(SHOP, id).getBytes(StandardCharsets.UTF_8), null);
    }

    /** A webhook's id in the store of a window of 1 ms that begins now. */
    Log judged(String id) {
        byte[] key = Keys.of(SHOP, id).getBytes(StandardCharsets.UTF_8);
        ByteBuffer windowKey = ByteBuffer.allocate(key.length + 12)
                .put(key)
                .putLong(now.toEpochMilli())
                .putInt(0);
        return give(CHANGELOG, windowKey.array(), BODY);
    }

    Log give(String topic, byte[] key, byte[] value) {
        reader.accept(new ConsumerRecord<>(
                topic,
                0,
                offsets.merge(topic, 1L, Long::sum) - 1,
                now.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty()));
        return this;
    }

    private <V> Log give(Topic<V> topic, String name, V value) {
        byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
        return give(topic.name(), Keys.of(SHOP, name).getBytes(StandardCharsets.UTF_8), bytes);
    }
}
