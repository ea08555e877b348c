package io.stocktide.topology.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The fields of Shopify's bodies (Admin API 2026-10) that stock needs. Each record says for itself that it ignores the
 * rest: told so by the mapper alone, Jackson copies all of it aside before it builds a record.
 */
final class Bodies {
    private Bodies() {}

    /** {@code orders/*}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OrderBody(
            Long id,
            OffsetDateTime updatedAt,
            Long locationId,
            String cancelledAt,
            List<LineBody> lineItems,
            List<RefundBody> refunds) {}

    /** A line of an order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LineBody(Long id, Long variantId, Integer quantity, Boolean giftCard, String variantInventoryManagement) {}

    /** {@code refunds/create}, and the refunds within an order. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RefundBody(
            Long id,
            Long orderId,
            OffsetDateTime createdAt,
            OffsetDateTime processedAt,
            List<RefundLineBody> refundLineItems) {}

    /** A line of a refund. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RefundLineBody(Long lineItemId, Integer quantity, String restockType, Long locationId) {}

    /** {@code orders/edited}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record EditedBody(EditBody orderEdit) {}

    /** The edit. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record EditBody(
            Long id, Long orderId, OffsetDateTime committedAt, OffsetDateTime createdAt, EditLinesBody lineItems) {}

    /** What it did to lines. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record EditLinesBody(List<EditLineBody> additions) {}

    /** Units added to a line. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record EditLineBody(Long id, Integer delta) {}

    /** {@code inventory_levels/*}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LevelBody(Long inventoryItemId, Long locationId, Long available, OffsetDateTime updatedAt) {}

    /** {@code inventory_items/*}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ItemBody(Long id, String sku, Boolean tracked, OffsetDateTime updatedAt) {}

    /** {@code products/*}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProductBody(Long id, OffsetDateTime updatedAt, List<VariantBody> variants) {}

    /** A variant of a product. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VariantBody(Long id, Long inventoryItemId, String sku) {}

    /** {@code customers/redact} and {@code customers/data_request}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CustomerBody(
            String shopDomain,
            IdBody customer,
            List<Long> ordersToRedact,
            List<Long> ordersRequested,
            IdBody dataRequest) {}

    /** {@code shop/redact}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ShopBody(String shopDomain) {}

    /** A body of which only the id matters. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record IdBody(Long id, OffsetDateTime updatedAt) {}
}
