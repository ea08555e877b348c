package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import io.stocktide.schemas.rest.VerifyReport.Kind;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.Reservation;
import io.stocktide.schemas.value.ReservationReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whatever Shopify was told has a cause: a channel event, or a reservation that was confirmed. */
final class CauseCheck implements Check {
    /** Where a cause is named and has not been found. */
    private record Named(String batchKey, long formedMillis, boolean mayHaveExpired) {}

    private final Instant since;
    private final Map<String, Long> firstOffsets;
    private final Map<String, Named> missing = new HashMap<>();
    private final List<Fault> unnamed = new ArrayList<>();
    /** When the batches were formed that have no delivery. */
    private final Map<String, Instant> undelivered = new HashMap<>();

    private final Set<String> aged = new HashSet<>();
    private long oldestCauseMillis = Long.MIN_VALUE;
    private long rows;

    /**
     * @param since batches formed before are left out; null for none
     * @param firstOffsets where the topics begin, by their names
     */
    CauseCheck(Instant since, Map<String, Long> firstOffsets) {
        this.since = since;
        this.firstOffsets = firstOffsets;
    }

    /** Batches first: what causes them was written before, and so many fewer ids have to be kept. */
    @Override
    public List<String> topics() {
        return List.of(
                Topics.BATCHES.name(), Topics.DELIVERIES.name(), Topics.CHANNEL_EVENTS.name(), Topics.REPLIES.name());
    }

    @Override
    public List<String> topicsThatSettle() {
        return List.of(Topics.CHANNEL_EVENTS.name(), Topics.REPLIES.name());
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        String key = Records.key(record);
        if (record.topic().equals(Topics.BATCHES.name())) {
            batch(key, Records.value(record, Topics.BATCHES));
        } else if (record.topic().equals(Topics.DELIVERIES.name())) {
            undelivered.remove(key);
        } else if (record.topic().equals(Topics.CHANNEL_EVENTS.name())) {
            noteAge(record);
            missing.remove(key);
        } else {
            noteAge(record);
            reply(Keys.shopOf(key), Records.value(record, Topics.REPLIES));
        }
    }

    private void batch(String key, Batch batch) {
        if (since != null && batch.formedAt().isBefore(since)) {
            return;
        }
        undelivered.put(key, batch.formedAt());
        for (BatchChange row : batch.changes()) {
            rows++;
            if (row.cause() == null) {
                unnamed.add(fault(key, "a row for item " + row.inventoryItemId() + " names no cause"));
            } else {
                Named named = new Named(key, batch.formedAt().toEpochMilli(), mayHaveExpired(row));
                missing.merge(
                        Keys.of(Keys.shopOf(key), row.cause()),
                        named,
                        (one, other) -> one.mayHaveExpired() ? other : one);
            }
        }
    }

    /** Lines that had waited come later than the offset that the row tells. */
    private boolean mayHaveExpired(BatchChange row) {
        long first = firstOffset(Topics.CHANNEL_EVENTS.name());
        return first > 0 && (row.lateIds() != null || (row.throughOffset() >= 0 && row.throughOffset() < first));
    }

    private long firstOffset(String topic) {
        return firstOffsets.getOrDefault(topic, 0L);
    }

    /** Of a topic that has been cut, the first record tells how far back causes go. */
    private void noteAge(ConsumerRecord<byte[], byte[]> record) {
        if (firstOffset(record.topic()) > 0 && aged.add(record.topic())) {
            oldestCauseMillis = Math.max(oldestCauseMillis, record.timestamp());
        }
    }

    private void reply(String shop, ReservationReply reply) {
        Reservation reservation = reply.reservation();
        if (reservation != null && reservation.status() == Reservation.Status.CONFIRMED) {
            missing.remove(Keys.of(shop, reservation.reservationId()));
        }
    }

    long rows() {
        return rows;
    }

    /** Causes that are not there, and may have been. */
    long expired() {
        return missing.values().stream().filter(this::isExpired).count();
    }

    private boolean isExpired(Named named) {
        return named.mayHaveExpired() || named.formedMillis() < oldestCauseMillis;
    }

    /** Batches formed before then that have no delivery. */
    long inFlightSince(Instant then) {
        return undelivered.values().stream().filter(then::isAfter).count();
    }

    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>(unnamed);
        missing.forEach((cause, named) -> {
            if (!isExpired(named)) {
                faults.add(fault(named.batchKey(), "its cause " + Keys.nameOf(cause) + " is on no topic"));
            }
        });
        return faults;
    }

    private static Fault fault(String batchKey, String detail) {
        return new Fault(Kind.MUTATION_WITHOUT_CAUSE, batchKey, detail);
    }
}
