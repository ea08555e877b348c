package io.stocktide.sink.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.sink.shopify.Gid;
import io.stocktide.sink.shopify.ShopifyAnswer;
import io.stocktide.sink.shopify.UserError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Shopify says of one mutation. */
final class MutationAnswer {
    private final ShopifyAnswer answer;
    private final JsonNode payload;

    MutationAnswer(ShopifyAnswer answer) {
        this.answer = answer;
        this.payload = answer.payload();
    }

    /** Empty where the mutation was applied. */
    List<UserError> refusals() {
        return UserError.listIn(payload);
    }

    /**
     * When it was applied, by Shopify's clock. Where every delta was zero there is no group to say so, and the answer's
     * {@code Date} stands in. Empty where there is neither.
     */
    Optional<Instant> appliedAt() {
        try {
            String createdAt = group().path("createdAt").asText("");
            return Optional.of(OffsetDateTime.parse(createdAt).toInstant());
        } catch (DateTimeException e) {
            return answer.date();
        }
    }

    /** What {@code available} was at once after, for each row of the batch in its order; null where it does not say. */
    Integer[] quantitiesAfter(Batch batch) {
        Map<String, Integer> byRow = new HashMap<>();
        for (JsonNode change : group().path("changes")) {
            JsonNode after = change.path("quantityAfterChange");
            if (change.path("name").asText().equals(Mutations.AVAILABLE) && after.isInt()) {
                byRow.put(id(change, "item") + "@" + id(change, "location"), after.intValue());
            }
        }
        return batch.changes().stream().map(row -> byRow.get(id(row))).toArray(Integer[]::new);
    }

    private JsonNode group() {
        return payload.path("inventoryAdjustmentGroup");
    }

    private static String id(JsonNode change, String field) {
        return change.path(field).path("id").asText();
    }

    private static String id(BatchChange row) {
        return Gid.inventoryItem(row.inventoryItemId()) + "@" + Gid.location(row.locationId());
    }
}
