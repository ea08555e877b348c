package io.stocktide.topology.webhooks;

import io.stocktide.schemas.value.Erasure;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.orders.Edit;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.Refund;
import io.stocktide.topology.stock.Observation;
import java.util.List;

/** What a webhook says, as far as stock goes. */
public sealed interface WebhookFact {
    /** The whole order. */
    record OrderSeen(OrderVersion version) implements WebhookFact {}

    /** A refund by itself. */
    record RefundSeen(long orderId, Refund refund) implements WebhookFact {}

    /** An edit by itself. */
    record EditSeen(Edit edit) implements WebhookFact {}

    /** A level, or that there is none. */
    record LevelSeen(long itemId, long locationId, Observation observation) implements WebhookFact {}

    /** What an inventory item is called and whether it is tracked. */
    record ItemSeen(long itemId, Register<String> sku, Register<Boolean> tracked) implements WebhookFact {}

    /** The item is no more. */
    record ItemDeleted(long itemId, long second) implements WebhookFact {}

    /** A product's variants, up to a hundred. */
    record ProductSeen(List<Variant> variants) implements WebhookFact {
        /** A variant and its item. */
        public record Variant(long variantId, long itemId, Register<String> sku) {}
    }

    /** The location no longer holds stock. */
    record LocationClosed(long locationId, long second) implements WebhookFact {}

    /**
     * A customer's or a shop's data are to be erased or gathered.
     *
     * @param shopDomain whose data; null where the body does not say
     * @param customerId null for a shop, or where Shopify names none
     * @param dataRequestId null where none is named
     */
    record ComplianceAsked(
            Erasure.Kind kind, String shopDomain, Long customerId, List<Long> orderIds, Long dataRequestId)
            implements WebhookFact {}

    /** Nothing that moves stock. */
    record NoStockMeaning() implements WebhookFact {}
}
