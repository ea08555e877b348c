package io.stocktide.sink.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.sink.shopify.ShopifyError;
import io.stocktide.sink.shopify.UserError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch, as it will be written down.
 *
 * @param deadLetters one for each row that Shopify rejected, or one for the whole batch where it was given up
 */
record Conclusion(Delivery delivery, List<Death> deadLetters) {
    /**
     * Why something could not be delivered.
     *
     * @param detail the row as JSON; null where it is the whole batch
     */
    record Death(String cause, String message, String detail) {}

    /** @param quantitiesAfter one for each row, null where Shopify did not say or it would tell a later figure */
    static Conclusion applied(Batch batch, Instant at, Integer[] quantitiesAfter, int attempts) {
        List<DeliveredChange> rows = new ArrayList<>();
        for (int i = 0; i < batch.changes().size(); i++) {
            rows.add(new DeliveredChange(batch.changes().get(i), Status.APPLIED, quantitiesAfter[i], null, null));
        }
        return new Conclusion(delivery(batch, Delivery.Outcome.APPLIED, at, attempts, rows), List.of());
    }

    /** All rows were applied, as was found out in another way than by an answer. */
    static Conclusion applied(Batch batch, Instant at, ShopifyError why, String message) {
        return new Conclusion(
                delivery(batch, Delivery.Outcome.APPLIED, at, 1, all(batch, Status.APPLIED, why, message)), List.of());
    }

    /** None was applied, and nothing is wrong with any. */
    static Conclusion refused(Batch batch, Status status, ShopifyError why, String message) {
        return new Conclusion(
                delivery(batch, Delivery.Outcome.REFUSED, null, 1, all(batch, status, why, message)), List.of());
    }

    /** @param blamed by the row's index, at least one */
    static Conclusion refused(Batch batch, Map<Integer, UserError> blamed, int attempts) {
        List<DeliveredChange> rows = new ArrayList<>();
        List<Death> deaths = new ArrayList<>();
        for (int i = 0; i < batch.changes().size(); i++) {
            BatchChange row = batch.changes().get(i);
            UserError error = blamed.get(i);
            if (error == null) {
                rows.add(new DeliveredChange(row, Status.RETURNED, null, null, null));
            } else if (Refusal.isStale(error)) {
                rows.add(new DeliveredChange(row, Status.STALE, null, error.code(), error.message()));
            } else {
                rows.add(new DeliveredChange(row, Status.REJECTED, null, error.code(), error.message()));
                deaths.add(
                        new Death(error.error().deadLetterCause(), error.code() + ": " + error.message(), json(row)));
            }
        }
        return new Conclusion(delivery(batch, Delivery.Outcome.REFUSED, null, attempts, rows), deaths);
    }

    static Conclusion abandoned(Batch batch, ShopifyError error, String message, int attempts) {
        return new Conclusion(
                delivery(
                        batch,
                        Delivery.Outcome.ABANDONED,
                        null,
                        attempts,
                        all(batch, Status.ABANDONED, error, message)),
                List.of(new Death(error.deadLetterCause(), message, null)));
    }

    private static List<DeliveredChange> all(Batch batch, Status status, ShopifyError why, String message) {
        return batch.changes().stream()
                .map(row -> new DeliveredChange(row, status, null, why.name(), message))
                .toList();
    }

    private static Delivery delivery(
            Batch batch, Delivery.Outcome outcome, Instant at, int attempts, List<DeliveredChange> rows) {
        return new Delivery(batch.batchId(), batch.shop(), batch.kind(), batch.sequence(), outcome, at, attempts, rows);
    }

    private static String json(BatchChange row) {
        try {
            return Json.mapper().writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row always has JSON", e);
        }
    }
}
