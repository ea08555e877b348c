package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one of Shopify's compliance webhooks asks for. It points at the webhook and repeats its ids alone: an email or a
 * phone is read from the webhook itself, which is erased in the end.
 *
 * @param customerId null for a shop, or where Shopify names none
 * @param orderIds the customer's orders that Shopify names; empty for a shop
 * @param dataRequestId Shopify's id of a data request; null for other kinds, or where Shopify names none
 * @param partition where the webhook lies on the topic {@code webhooks}
 * @param offset where the webhook lies on the topic {@code webhooks}
 * @param askedAt the webhook's arrival
 */
public record Erasure(
        String shop,
        String webhookId,
        Kind kind,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long customerId,

        @JsonSerialize(contentUsing = ToStringSerializer.class)
        List<Long> orderIds,

        @JsonFormat(shape = JsonFormat.Shape.STRING) Long dataRequestId,
        int partition,
        long offset,
        Instant askedAt) {
    /** What is to be done. */
    public enum Kind {
        /** {@code customers/redact}: what names the customer is erased. */
        CUSTOMER_REDACT,
        /** {@code shop/redact}: all of the shop is erased. */
        SHOP_REDACT,
        /** {@code customers/data_request}: what names the customer is gathered. */
        CUSTOMER_DATA
    }

    public Erasure {
        Objects.requireNonNull(shop);
        Objects.requireNonNull(webhookId);
        Objects.requireNonNull(kind);
        orderIds = orderIds == null ? List.of() : List.copyOf(orderIds);
    }
}
