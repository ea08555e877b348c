package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import java.time.Instant;
import java.util.List;
import org.eclipse.jetty.http.HttpField;

/** The headers of a webhook, as Shopify sends them. */
final class ShopifyHeaders {
    private ShopifyHeaders() {}

    static List<HttpField> of(String shop, String webhookId, String hmac) {
        return List.of(
                new HttpField("X-Shopify-Topic", OrderBodies.TOPIC),
                new HttpField("X-Shopify-Shop-Domain", shop),
                new HttpField("X-Shopify-Hmac-Sha256", hmac),
                new HttpField("X-Shopify-API-Version", "2026-10"),
                new HttpField("X-Shopify-Triggered-At", Instant.now().toString()),
                new HttpField("X-Shopify-Webhook-Id", webhookId));
    }
}
