package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import io.stocktide.sink.shopify.Action;
import io.stocktide.sink.shopify.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom Shopify blames for refusing a batch. */
final class Refusal {
    private Refusal() {}

    static boolean isStale(UserError error) {
        return error.error().action() == Action.REDERIVE;
    }

    /**
     * The errors by row index. An error of another figure that names no row falls on all rows that nothing else falls
     * on. Empty where no row of the batch is named.
     */
    static Map<Integer, UserError> byRow(Batch batch, List<UserError> errors) {
        Map<Integer, UserError> blamed = new HashMap<>();
        int rows = batch.changes().size();
        for (UserError error : errors) {
            if (error.row().isPresent() && error.row().getAsInt() < rows) {
                // A row that is wrong in itself stays wrong, whatever figure it found.
                blamed.merge(error.row().getAsInt(), error, (one, other) -> isStale(one) ? other : one);
            }
        }
        errors.stream()
                .filter(error -> error.row().isEmpty() && isStale(error))
                .findFirst()
                .ifPresent(stale -> {
                    for (int i = 0; i < rows; i++) {
                        blamed.putIfAbsent(i, stale);
                    }
                });
        return blamed;
    }
}
