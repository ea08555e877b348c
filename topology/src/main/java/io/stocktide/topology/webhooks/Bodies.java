package io.stocktide.topology.webhooks;

import java.time.OffsetDateTime;
import java.util.List;

/** The fields of Shopify's bodies (Admin API 2026-10) that stock needs; Jackson skips the rest unread. */
final class Bodies {
    private Bodies() {}

    /** {@code orders/*}. */
    record OrderBody(
            Long id, OffsetDateTime updatedAt, Long locationId, List<LineBody> lineItems, List<RefundBody> refunds) {}

    /** A line of an order. */
    record LineBody(Long id, Long variantId, Integer quantity, Boolean giftCard, String variantInventoryManagement) {}

    /** {@code refunds/create}, and the refunds within an order. */
    record RefundBody(
            Long id,
            Long orderId,
            OffsetDateTime createdAt,
            OffsetDateTime processedAt,
            List<RefundLineBody> refundLineItems) {}

    /** A line of a refund. */
    record RefundLineBody(Long lineItemId, Integer quantity, String restockType, Long locationId) {}

    /** {@code orders/edited}. */
    record EditedBody(EditBody orderEdit) {}

    /** The edit. */
    record EditBody(
            Long id, Long orderId, OffsetDateTime committedAt, OffsetDateTime createdAt, EditLinesBody lineItems) {}

    /** What it did to lines. */
    record EditLinesBody(List<EditLineBody> additions) {}

    /** Units added to a line. */
    record EditLineBody(Long id, Integer delta) {}

    /** {@code inventory_levels/*}. */
    record LevelBody(Long inventoryItemId, Long locationId, Long available, OffsetDateTime updatedAt) {}

    /** {@code inventory_items/*}. */
    record ItemBody(Long id, String sku, Boolean tracked, OffsetDateTime updatedAt) {}

    /** {@code products/*}. */
    record ProductBody(Long id, OffsetDateTime updatedAt, List<VariantBody> variants) {}

    /** A variant of a product. */
    record VariantBody(Long id, Long inventoryItemId, String sku) {}

    /** A body of which only the id matters. */
    record IdBody(Long id, OffsetDateTime updatedAt) {}
}
