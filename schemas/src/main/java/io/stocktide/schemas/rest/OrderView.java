package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;

/**
 * An order as far as stock goes: joined from every version, refund and edit of it that has been seen. Nothing in it is
 * personal.
 *
 * @param updatedAt of the newest version seen, by Shopify's clock; null where only refunds or edits have been seen
 * @param locationId where a till took it; null for every other order
 * @param cancelled whether a version seen says so; the units come back with its refunds
 */
public record OrderView(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long orderId,
        Instant updatedAt,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        boolean cancelled,
        List<Line> lines,
        List<Refund> refunds,
        List<Edit> edits) {
    public OrderView {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
        edits = List.copyOf(edits);
    }

    /**
     * A line.
     *
     * @param variantId null for a custom line or a variant that is gone
     * @param inventoryItemId null where it is not known
     * @param sku the item's now; null where it has none or none is known
     * @param quantity the most units that a version has shown; Shopify never lowers it, it refunds
     * @param committed units that the line takes from stock now: ordered and added, less what was put back
     * @param movesStock false for gift cards and untracked variants
     * @param awaitsVariant whether it moves nothing yet, since Shopify has still to tell the variant's item
     */
    public record Line(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long lineId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long variantId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
            String sku,
            long quantity,
            long committed,
            boolean movesStock,
            boolean awaitsVariant) {}

    /** A refund or cancellation, dated by Shopify's clock. */
    public record Refund(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long refundId, Instant at, List<RefundedLine> lines) {
        public Refund {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Units of a line that were refunded.
     *
     * @param locationId where they went; null where Shopify does not say
     * @param restocked whether they can be sold again
     */
    public record RefundedLine(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long lineId,
            long quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
            boolean restocked) {}

    /** An order edit, dated by when it was committed. */
    public record Edit(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long editId, Instant at, List<AddedUnits> added) {
        public Edit {
            added = List.copyOf(added);
        }
    }

    /** Units that an edit added to a line. */
    public record AddedUnits(
            @JsonFormat(shape = JsonFormat.Shape.STRING) long lineId, long quantity) {}
}
