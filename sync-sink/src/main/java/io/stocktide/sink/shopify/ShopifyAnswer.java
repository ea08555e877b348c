package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came back from one call.
 *
 * @param status the HTTP status
 * @param body the JSON; a missing node where it was none
 * @param date the header {@code Date}: Shopify's clock when it answered, cut to the second
 * @param retryAfter the header {@code Retry-After}
 * @param elapsed from sending to the answer's last byte
 */
public record ShopifyAnswer(
        int status, JsonNode body, Optional<Instant> date, Optional<Duration> retryAfter, Duration elapsed) {
    /** What stands under {@code data} at the document's one root field; a missing or null node where nothing does. */
    public JsonNode payload() {
        JsonNode data = body.path("data");
        return data.size() == 1 ? data.elements().next() : data.path("");
    }

    /** What the call took out of the shop's bucket, in points; 0 where Shopify did not say. */
    public double costPoints() {
        return cost().path("actualQueryCost")
                .asDouble(cost().path("requestedQueryCost").asDouble(0));
    }

    /** Points that the shop's bucket restores in a second; 0 where Shopify did not say. */
    public double restoredPerSecond() {
        return cost().path("throttleStatus").path("restoreRate").asDouble(0);
    }

    JsonNode cost() {
        return body.path("extensions").path("cost");
    }
}
