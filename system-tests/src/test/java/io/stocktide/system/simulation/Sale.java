package io.stocktide.system.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An order at Shopify. */
final class Sale {
    /** A line; {@code left} is what has been neither refunded nor removed. */
    static final class Line {
        final long id;
        final long variantId;
        int quantity;
        int left;

        Line(long id, long variantId, int quantity) {
            this.id = id;
            this.variantId = variantId;
            this.quantity = quantity;
            this.left = quantity;
        }

        boolean isGiftCard() {
            return variantId == Catalog.GIFT_CARD_VARIANT;
        }

        boolean moves() {
            return !isGiftCard() && Catalog.isTracked(Catalog.itemOf(variantId));
        }

        long itemId() {
            return Catalog.itemOf(variantId);
        }
    }

    /** A refund's line; the location is null where Shopify does not say. */
    record Refunded(long id, Line line, int quantity, String restockType, Long locationId) {}

    /** A refund. */
    record Refund(long id, long orderId, long second, List<Refunded> lines) {}

    final long id;
    final Long tillLocationId;
    final long createdSecond;
    long updatedSecond;
    Long cancelledSecond;
    final Map<Long, Line> lines = new LinkedHashMap<>();
    final List<Refund> refunds = new ArrayList<>();
    final List<Long> fulfillments = new ArrayList<>();

    Sale(long id, Long tillLocationId, long createdSecond) {
        this.id = id;
        this.tillLocationId = tillLocationId;
        this.createdSecond = createdSecond;
        this.updatedSecond = createdSecond;
    }

    List<Line> linesLeft() {
        return lines.values().stream().filter(line -> line.left > 0).toList();
    }
}
