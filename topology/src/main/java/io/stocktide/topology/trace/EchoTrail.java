package io.stocktide.topology.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.Trace;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.trace.Levels.Level;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the webhooks in which Shopify told of a change that we made, by level, figure and time. */
final class EchoTrail {
    /** Shopify may tell before its answer to the call has come to us. */
    private static final Duration BEFORE = Duration.ofSeconds(30);

    private static final Duration AFTER = Duration.ofMinutes(2);
    private static final String TOPIC = "inventory_levels/update";

    private final ShopLog log;
    private final Findings findings;
    private final InstantSource clock;

    EchoTrail(ShopLog log, Findings findings, InstantSource clock) {
        this.log = log;
        this.findings = findings;
        this.clock = clock;
    }

    void follow(ConsumerRecord<String, byte[]> answer, Delivery delivery, Levels levels) {
        Map<Level, Integer> awaited = awaited(delivery, levels);
        if (awaited.isEmpty()) {
            return;
        }
        Instant at = Instant.ofEpochMilli(answer.timestamp());
        Instant until = at.plus(AFTER);
        ShopLog.End end = log.scan(Topics.WEBHOOKS, log.offsetAt(Topics.WEBHOOKS, at.minus(BEFORE)), record -> {
            note(record, awaited, delivery.appliedAt());
            return !awaited.isEmpty() && record.timestamp() < until.toEpochMilli();
        });
        if (!awaited.isEmpty()) {
            findings.misses(missed(awaited.size(), delivery.batchId(), end, until));
        }
    }

    private String missed(int levels, String batchId, ShopLog.End end, Instant until) {
        String what = "no echo of batch " + batchId + " was found for " + levels + " of its levels: ";
        if (end == ShopLog.End.BOUND) {
            return what + "not all webhooks of the time were looked through";
        }
        return what
                + (clock.instant().isBefore(until)
                        ? "it may still come"
                        : "none came within " + AFTER.toMinutes() + " min, or a later one holds another figure");
    }

    private Map<Level, Integer> awaited(Delivery delivery, Levels levels) {
        Map<Level, Integer> awaited = new HashMap<>();
        int untold = 0;
        for (DeliveredChange change : delivery.changes()) {
            if (levels.holds(change.change()) && change.status() == DeliveredChange.Status.APPLIED) {
                if (change.quantityAfterChange() == null) {
                    untold++;
                } else {
                    awaited.put(Level.of(change.change()), change.quantityAfterChange());
                }
            }
        }
        if (untold > 0) {
            findings.misses("Shopify did not say what it held after batch " + delivery.batchId() + " at " + untold
                    + " of its levels, so no echo can be told there");
        }
        return awaited;
    }

    private void note(ConsumerRecord<String, byte[]> record, Map<Level, Integer> awaited, Instant appliedAt) {
        if (!HeaderText.of(record.headers(), RecordHeaders.TOPIC)
                .filter(TOPIC::equals)
                .isPresent()) {
            return;
        }
        try {
            JsonNode body = Json.mapper().readTree(record.value());
            Level level = new Level(
                    body.path("inventory_item_id").asLong(),
                    body.path("location_id").asLong());
            Integer figure = awaited.get(level);
            if (figure != null
                    && body.path("available").asLong(Long.MIN_VALUE) == figure
                    && !updatedAt(body).isBefore(appliedAt.minusSeconds(1))) {
                awaited.remove(level);
                findings.add(new Trace.Echo(
                        Instant.ofEpochMilli(record.timestamp()),
                        ShopLog.place(record),
                        Keys.nameOf(record.key()),
                        level.itemId(),
                        level.locationId(),
                        figure));
            }
        } catch (IOException | DateTimeException e) {
            // Malformed, and a dead letter of its own: it is no echo that anyone could tell.
        }
    }

    /** By Shopify's clock, as the time of the delivery is; both are cut to the second. */
    private static Instant updatedAt(JsonNode body) {
        return OffsetDateTime.parse(body.path("updated_at").asText()).toInstant();
    }
}
