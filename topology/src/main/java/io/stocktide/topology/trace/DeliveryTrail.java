package io.stocktide.topology.trace;

import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.streams.Remembered;
import io.stocktide.topology.streams.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds what Shopify answered to a batch, and what followed from that. */
final class DeliveryTrail {
    /** The sink writes a batch's dead letters just before its delivery. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final ShopLog log;
    private final Remembered remembered;
    private final Findings findings;
    private final LedgerTrail ledger;
    private final LetterTrail letters;
    private final EchoTrail echo;

    DeliveryTrail(ShopLog log, Remembered remembered, Findings findings, LetterTrail letters, EchoTrail echo) {
        this.log = log;
        this.remembered = remembered;
        this.findings = findings;
        this.ledger = new LedgerTrail(log, remembered.shop(), findings);
        this.letters = letters;
        this.echo = echo;
    }

    /** The batch's answers, the earliest first; what was given up may have been applied after all. */
    List<Delivery> follow(String batchId, Levels levels) {
        List<Delivery> deliveries = new ArrayList<>();
        List<Seen> all = remembered.deliveries(batchId);
        if (all.isEmpty()) {
            findings.remark("Shopify's answer to batch " + batchId + " has not been taken in yet");
        }
        for (Seen seen : all) {
            Optional<ConsumerRecord<String, byte[]>> record = log.find(Topics.DELIVERIES, batchId, seen);
            Optional<Delivery> delivery = record.flatMap(each -> ShopLog.value(Topics.DELIVERIES, each));
            if (delivery.isPresent()) {
                deliveries.add(delivery.get());
                note(record.get(), delivery.get(), levels, seen);
            } else {
                // The later of two with one key takes the place of the first.
                findings.misses("an answer to batch " + batchId + " is no longer on its topic");
            }
        }
        return deliveries;
    }

    private void note(ConsumerRecord<String, byte[]> record, Delivery delivery, Levels levels, Seen seen) {
        findings.add(new Trace.Answer(
                Instant.ofEpochMilli(record.timestamp()),
                ShopLog.place(record),
                delivery.batchId(),
                delivery.outcome(),
                delivery.appliedAt(),
                delivery.attempts(),
                delivery.changes().stream()
                        .filter(change -> levels.holds(change.change()))
                        .toList()));
        ledger.follow(Cause.Kind.DELIVERY, delivery.batchId(), seen, levels::holds);
        if (delivery.outcome() == Delivery.Outcome.APPLIED) {
            echo.follow(record, delivery, levels);
        } else {
            letters.ofBatch(
                    delivery.batchId(),
                    Instant.ofEpochMilli(seen.recordMillis()).minus(BEFORE));
        }
    }
}
