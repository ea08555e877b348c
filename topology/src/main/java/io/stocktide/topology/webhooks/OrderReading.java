package io.stocktide.topology.webhooks;

import static io.stocktide.topology.webhooks.WebhookReader.id;
import static io.stocktide.topology.webhooks.WebhookReader.need;

import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.orders.Edit;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.Refund;
import io.stocktide.topology.webhooks.Bodies.EditBody;
import io.stocktide.topology.webhooks.Bodies.EditLineBody;
import io.stocktide.topology.webhooks.Bodies.LineBody;
import io.stocktide.topology.webhooks.Bodies.OrderBody;
import io.stocktide.topology.webhooks.Bodies.RefundBody;
import io.stocktide.topology.webhooks.Bodies.RefundLineBody;
import io.stocktide.topology.webhooks.WebhookReader.Reading;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Orders, refunds and edits. */
final class OrderReading {
    private static final int MAX_QUANTITY = 1_000_000_000;
    private static final String NO_RESTOCK = "no_restock";

    private OrderReading() {}

    static WebhookFact order(Reading reading) {
        OrderBody body = reading.body(OrderBody.class, OrderStream::read);
        List<OrderVersion.LineVersion> lines = need(body.lineItems(), "line_items").stream()
                .map(OrderReading::line)
                .toList();
        List<Refund> refunds = body.refunds() == null
                ? List.of()
                : body.refunds().stream().map(OrderReading::refund).toList();
        return new WebhookFact.OrderSeen(new OrderVersion(
                id(body.id(), "id"),
                need(body.updatedAt(), "updated_at").toEpochSecond(),
                body.locationId(),
                body.cancelledAt() != null,
                lines,
                refunds));
    }

    static WebhookFact refund(Reading reading) {
        RefundBody body = reading.body(RefundBody.class);
        return new WebhookFact.RefundSeen(id(body.orderId(), "order_id"), refund(body));
    }

    static WebhookFact edit(Reading reading) {
        EditBody body = need(reading.body(Bodies.EditedBody.class).orderEdit(), "order_edit");
        Map<Long, Integer> added = new HashMap<>();
        if (body.lineItems() != null && body.lineItems().additions() != null) {
            for (EditLineBody line : body.lineItems().additions()) {
                added.merge(id(line.id(), "id"), quantity(line.delta(), "delta"), Integer::sum);
            }
        }
        OffsetDateTime at = body.committedAt() == null ? body.createdAt() : body.committedAt();
        long second = need(at, "committed_at").toEpochSecond();
        return new WebhookFact.EditSeen(new Edit(id(body.id(), "id"), id(body.orderId(), "order_id"), second, added));
    }

    private static OrderVersion.LineVersion line(LineBody body) {
        // Shopify names the service that tracks the variant's stock, "shopify" or a fulfilment service's.
        boolean stockless = Boolean.TRUE.equals(body.giftCard())
                || body.variantInventoryManagement() == null
                || body.variantInventoryManagement().isEmpty();
        return new OrderVersion.LineVersion(
                id(body.id(), "line_items.id"),
                body.variantId(),
                quantity(body.quantity(), "line_items.quantity"),
                stockless);
    }

    private static Refund refund(RefundBody body) {
        List<RefundLineBody> lines = body.refundLineItems() == null ? List.of() : body.refundLineItems();
        OffsetDateTime at = body.createdAt() == null ? body.processedAt() : body.createdAt();
        return new Refund(
                id(body.id(), "refunds.id"),
                need(at, "refunds.created_at").toEpochSecond(),
                lines.stream().map(OrderReading::refundLine).toList());
    }

    private static Refund.Line refundLine(RefundLineBody body) {
        boolean restocked = body.restockType() != null && !NO_RESTOCK.equals(body.restockType());
        return new Refund.Line(
                id(body.lineItemId(), "refund_line_items.line_item_id"),
                quantity(body.quantity(), "refund_line_items.quantity"),
                body.locationId(),
                restocked);
    }

    private static int quantity(Integer value, String field) {
        int quantity = need(value, field);
        if (quantity < 0 || quantity > MAX_QUANTITY) {
            throw new MalformedFactException("malformed_body", "the field " + field + " is out of range");
        }
        return quantity;
    }
}
