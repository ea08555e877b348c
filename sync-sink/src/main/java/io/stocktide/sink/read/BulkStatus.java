package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How far a bulk operation is.
 *
 * @param status as Shopify spells it
 * @param variants how many it has read
 * @param url where its lines are; empty where there are none, or not yet
 */
public record BulkStatus(
        String id, String status, String errorCode, Instant from, Instant until, long variants, Optional<URI> url) {
    static BulkStatus in(JsonNode node) {
        return new BulkStatus(
                node.path("id").asText(),
                node.path("status").asText("GONE"),
                node.path("errorCode").asText(null),
                time(node.path("createdAt")),
                time(node.path("completedAt")),
                node.path("rootObjectCount").asLong(),
                Optional.ofNullable(node.path("url").textValue()).map(URI::create));
    }

    /** All has been read; the lines can be fetched. */
    public boolean isCompleted() {
        return status.equals("COMPLETED");
    }

    public boolean isUnderWay() {
        return status.equals("CREATED") || status.equals("RUNNING");
    }

    private static Instant time(JsonNode node) {
        return node.isTextual() ? OffsetDateTime.parse(node.textValue()).toInstant() : null;
    }
}
