package io.stocktide.bench.stack;

import io.stocktide.bench.bodies.OrderBodies;
import java.time.Instant;

/** The headers of a webhook, as Shopify sends them; whole lines. */
final class ShopifyHeaders {
    private ShopifyHeaders() {}

    static String of(String shop, String webhookId, String hmac) {
        return "X-Shopify-Topic: " + OrderBodies.TOPIC
                + "\r\nX-Shopify-Shop-Domain: " + shop
                + "\r\nX-Shopify-Hmac-Sha256: " + hmac
                + "\r\nX-Shopify-API-Version: 2026-10\r\nX-Shopify-Triggered-At: " + Instant.now()
                + "\r\nX-Shopify-Webhook-Id: " + webhookId + "\r\n";
    }
}
