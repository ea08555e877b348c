package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Redrive;
import java.time.Instant;
import java.util.List;

/**
 * What became of a webhook, a channel event or a batch.
 *
 * @param kind what the id names; where it names several, the first of the kinds
 * @param complete whether all that there is by now has been found; otherwise the remarks say what was not
 * @param remarks for people
 * @param steps in the order in which they follow from one another
 */
public record Trace(String shop, String id, Kind kind, boolean complete, List<String> remarks, List<Step> steps) {
    /** What an id names. */
    public enum Kind {
        WEBHOOK,
        CHANNEL_EVENT,
        BATCH
    }

    public Trace {
        remarks = List.copyOf(remarks);
        steps = List.copyOf(steps);
    }

    /** Where a record lies. */
    public record Place(String topic, int partition, long offset) {}

    /** One thing that happened, and the record that says so: its time, and its place where it is known. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Verdict.class, name = "verdict"),
        @JsonSubTypes.Type(value = Ledger.class, name = "ledger"),
        @JsonSubTypes.Type(value = Sent.class, name = "batch"),
        @JsonSubTypes.Type(value = Answer.class, name = "delivery"),
        @JsonSubTypes.Type(value = Echo.class, name = "echo"),
        @JsonSubTypes.Type(value = Died.class, name = "dead_letter")
    })
    public sealed interface Step {
        /** The record's time. */
        Instant at();

        /** Null where it is not known. */
        Place place();
    }

    /**
     * A record was taken in.
     *
     * @param id the webhook id or idempotency key
     * @param verdict what became of it
     * @param recordPresent whether the record is still there; what follows is null where it is not
     * @param webhookTopic such as {@code orders/create}; null for every other record
     * @param eventId Shopify's, of one merchant action; may be null
     * @param triggeredAt when Shopify triggered it, as it says; may be null
     * @param traceparent W3C Trace Context; may be null
     * @param redriveOf the dead letter that it was sent again for; null where it was not
     */
    public record Verdict(
            Instant at,
            Place place,
            String id,
            String verdict,
            boolean recordPresent,
            String webhookTopic,
            String eventId,
            String triggeredAt,
            String traceparent,
            String redriveOf)
            implements Step {}

    /**
     * What a cause moved.
     *
     * @param replayId the replay that rebuilt the rows; null where none did
     */
    public record Ledger(
            Instant at,
            Place place,
            String causeId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long orderId,
            String replayId,
            List<LedgerRow> rows)
            implements Step {
        public Ledger {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Changes left for Shopify.
     *
     * @param rows how many the whole batch has
     * @param changes those of the levels that are traced
     */
    public record Sent(
            Instant at,
            Place place,
            String batchId,
            Batch.Kind kind,
            long sequence,
            int rows,
            List<BatchChange> changes)
            implements Step {
        public Sent {
            changes = List.copyOf(changes);
        }
    }

    /**
     * What Shopify answered.
     *
     * @param appliedAt by Shopify's clock; null where it did not apply the batch
     * @param changes those of the levels that are traced
     */
    public record Answer(
            Instant at,
            Place place,
            String batchId,
            Delivery.Outcome outcome,
            Instant appliedAt,
            int attempts,
            List<DeliveredChange> changes)
            implements Step {
        public Answer {
            changes = List.copyOf(changes);
        }
    }

    /** The webhook in which Shopify told of the change that we made. */
    public record Echo(
            Instant at,
            Place place,
            String webhookId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
            long available)
            implements Step {}

    /** It, or a part of it, could not be processed. */
    public record Died(
            Instant at,
            Place place,
            String deadLetterId,
            String cause,
            String message,
            int attempts,
            List<Redrive> redrives)
            implements Step {
        public Died {
            redrives = List.copyOf(redrives);
        }
    }
}
