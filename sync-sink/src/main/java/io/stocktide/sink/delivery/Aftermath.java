package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.sink.delivery.ForgottenKey.Judgement;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.shopify.ShopifyError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds an end for a batch that Shopify may have had and whose key it has forgotten. It is not sent: its levels are
 * read, and the delivery says what they tell. A set needs no judgement, since a new one compares with what holds now.
 */
final class Aftermath {
    private static final ShopifyError EXPIRED = ShopifyError.IDEMPOTENCY_KEY_EXPIRED;

    private final ReadBack readBack;
    private final SinkMetrics metrics;

    Aftermath(ReadBack readBack, SinkMetrics metrics) {
        this.readBack = readBack;
        this.metrics = metrics;
    }

    CompletableFuture<Conclusion> of(Parcel parcel, Tried tried) {
        Batch batch = parcel.batch();
        return readBack.levels(parcel).thenApply(levels -> {
            Conclusion conclusion = batch.kind() == Batch.Kind.SET
                    ? ofSet(batch, levels)
                    : ofAdjustment(batch, new ForgottenKey(batch.changes(), levels, tried).judge());
            metrics.keyExpired(conclusion.delivery().outcome());
            return conclusion;
        });
    }

    private static Conclusion ofAdjustment(Batch batch, Judgement judgement) {
        return switch (judgement.verdict()) {
            case APPLIED ->
                applied(batch, judgement.at(), "its key is forgotten, and Shopify's levels show that it was applied");
            case NOT_APPLIED ->
                Conclusion.refused(
                        batch,
                        Status.RETURNED,
                        EXPIRED,
                        "its key is forgotten, and Shopify's levels show that it was not applied");
            case UNKNOWN ->
                Conclusion.abandoned(
                        batch,
                        EXPIRED,
                        "its key is forgotten, and Shopify's levels do not tell whether it was applied: count them",
                        1);
        };
    }

    private static Conclusion ofSet(Batch batch, List<Optional<LevelState>> levels) {
        return ReadBack.appliedAt(batch.changes(), levels)
                .map(at -> applied(batch, at, "its key is forgotten, and Shopify holds what it was to set"))
                .orElseGet(() -> Conclusion.refused(
                        batch, Status.STALE, EXPIRED, "its key is forgotten, and Shopify holds another figure"));
    }

    private static Conclusion applied(Batch batch, Instant at, String message) {
        return Conclusion.applied(batch, at, EXPIRED, message);
    }
}
