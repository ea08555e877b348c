package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.letters.DeadLetters;
import io.stocktide.topology.outbox.BatchForming;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.streams.Seen;
import io.stocktide.topology.topics.PartitionReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows one id from record to record. */
final class Trail {
    /** How often a webhook may have been redriven for all of it to be shown. */
    private static final int MAX_TIMES = 10;

    private final Remembered remembered;
    private final Findings findings;
    private final ShopLog log;
    private final LedgerTrail ledger;
    private final LetterTrail letters;
    private final DeliveryTrail deliveries;

    Trail(
            PartitionReader reader,
            DeadLetters deadLetters,
            Remembered remembered,
            Findings findings,
            InstantSource clock) {
        String shop = remembered.shop();
        this.remembered = remembered;
        this.findings = findings;
        this.log = new ShopLog(reader, shop);
        this.ledger = new LedgerTrail(log, shop, findings);
        this.letters = new LetterTrail(log, shop, deadLetters, findings);
        this.deliveries = new DeliveryTrail(log, remembered, findings, letters, new EchoTrail(log, findings, clock));
    }

    void follow(Trace.Kind kind, String id) {
        switch (kind) {
            case WEBHOOK -> times(remembered.webhook(id)).forEach(seen -> webhook(id, seen));
            case CHANNEL_EVENT -> times(remembered.channelEvent(id)).forEach(seen -> channelEvent(id, seen));
            case BATCH -> batch(id);
        }
    }

    private List<Seen> times(List<Seen> all) {
        if (all.size() > MAX_TIMES) {
            findings.misses("only the first " + MAX_TIMES + " of " + all.size() + " times are shown");
        }
        return all.subList(0, Math.min(all.size(), MAX_TIMES));
    }

    private void webhook(String id, Seen seen) {
        verdict(Topics.WEBHOOKS, id, seen, log.find(Topics.WEBHOOKS, id, seen));
        ledger.follow(Cause.Kind.WEBHOOK, id, seen);
        if (seen.isDead()) {
            letters.of(Topics.WEBHOOKS.name(), id, seen); // Others that it makes are of lines that waited for it.
        }
        formed(seen).forEach(this::batch);
    }

    /** Batches that were waiting for this very record, such as for the product that names a SKU. */
    private List<String> formed(Seen seen) {
        Trace.Place place = log.place(Topics.WEBHOOKS, seen);
        return BatchForming.idsAt(remembered.shop(), place.topic(), place.partition(), place.offset()).stream()
                .filter(batchId -> !remembered.batch(batchId).isEmpty())
                .toList();
    }

    private void channelEvent(String id, Seen seen) {
        Optional<ConsumerRecord<String, byte[]>> record = log.find(Topics.CHANNEL_EVENTS, id, seen);
        verdict(Topics.CHANNEL_EVENTS, id, seen, record);
        List<LedgerRow> rows = ledger.follow(Cause.Kind.CHANNEL_EVENT, id, seen);
        letters.of(Topics.CHANNEL_EVENTS.name(), id, seen);
        ChannelEvent event = record.flatMap(each -> ShopLog.value(Topics.CHANNEL_EVENTS, each))
                .orElse(null);
        Levels levels = Levels.of(event, rows);
        boolean applied = seen.verdict() == Verdict.APPLIED;
        if (applied && levels.levels().isEmpty()) {
            findings.remark("it has moved no level: its lines may wait for their SKU");
        } else if (applied && record.isEmpty()) {
            findings.misses("its record is no longer there, so its batch cannot be told");
        } else if (applied) {
            Instant at = Instant.ofEpochMilli(seen.recordMillis());
            new BatchTrail(log, deliveries, findings, levels)
                    .follow(record.get().offset(), at);
        }
    }

    private void batch(String batchId) {
        Levels levels = new Levels(Set.of());
        for (Seen seen : remembered.batch(batchId)) {
            Optional<ConsumerRecord<String, byte[]>> record = log.find(Topics.BATCHES, batchId, seen);
            Optional<Batch> batch = record.flatMap(each -> ShopLog.value(Topics.BATCHES, each));
            if (batch.isPresent()) {
                levels = Levels.of(batch.get().changes());
                findings.add(BatchTrail.step(record.get(), batch.get(), levels));
            } else {
                findings.misses("batch " + batchId + " is no longer on its topic");
            }
        }
        deliveries.follow(batchId, levels);
    }

    private void verdict(Topic<?> topic, String id, Seen seen, Optional<ConsumerRecord<String, byte[]>> record) {
        findings.add(new Trace.Verdict(
                Instant.ofEpochMilli(seen.recordMillis()),
                record.map(ShopLog::place).orElseGet(() -> log.place(topic, seen)),
                id,
                seen.verdict().label(),
                record.isPresent(),
                header(record, RecordHeaders.TOPIC),
                header(record, RecordHeaders.EVENT_ID),
                header(record, RecordHeaders.TRIGGERED_AT),
                header(record, RecordHeaders.TRACEPARENT),
                header(record, RecordHeaders.REDRIVE)));
        if (record.isEmpty()) {
            findings.remark("the record of " + id + " is no longer there: expired, erased, or another of its key came");
        }
    }

    private static String header(Optional<ConsumerRecord<String, byte[]>> record, String name) {
        return record.flatMap(each -> HeaderText.of(each.headers(), name)).orElse(null);
    }
}
