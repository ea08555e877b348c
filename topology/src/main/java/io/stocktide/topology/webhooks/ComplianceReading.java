package io.stocktide.topology.webhooks;

import static io.stocktide.topology.webhooks.WebhookReader.id;
import static io.stocktide.topology.webhooks.WebhookReader.need;

import io.stocktide.schemas.value.Erasure;
import io.stocktide.topology.webhooks.Bodies.CustomerBody;
import io.stocktide.topology.webhooks.Bodies.IdBody;
import io.stocktide.topology.webhooks.Bodies.ShopBody;
import io.stocktide.topology.webhooks.WebhookReader.Reading;
import java.util.List;

/** Shopify's compliance topics. Ids alone are read: what is personal stays in the webhook. */
final class ComplianceReading {
    private ComplianceReading() {}

    static WebhookFact customerRedact(Reading reading) {
        CustomerBody body = reading.body(CustomerBody.class);
        return new WebhookFact.ComplianceAsked(
                Erasure.Kind.CUSTOMER_REDACT,
                body.shopDomain(),
                customer(body),
                orders(body.ordersToRedact(), "orders_to_redact"),
                null);
    }

    static WebhookFact customerData(Reading reading) {
        CustomerBody body = reading.body(CustomerBody.class);
        return new WebhookFact.ComplianceAsked(
                Erasure.Kind.CUSTOMER_DATA,
                body.shopDomain(),
                customer(body),
                orders(body.ordersRequested(), "orders_requested"),
                optional(body.dataRequest(), "data_request.id"));
    }

    static WebhookFact shopRedact(Reading reading) {
        ShopBody body = reading.body(ShopBody.class);
        return new WebhookFact.ComplianceAsked(Erasure.Kind.SHOP_REDACT, body.shopDomain(), null, List.of(), null);
    }

    private static Long customer(CustomerBody body) {
        return optional(need(body.customer(), "customer"), "customer.id");
    }

    private static Long optional(IdBody named, String field) {
        return named == null || named.id() == null ? null : Long.valueOf(id(named.id(), field));
    }

    private static List<Long> orders(List<Long> orderIds, String field) {
        return orderIds == null
                ? List.of()
                : orderIds.stream().map(orderId -> id(orderId, field)).toList();
    }
}
