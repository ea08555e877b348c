package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import io.stocktide.sink.async.Failures;
import io.stocktide.sink.lane.LaneHandler;
import io.stocktide.sink.lane.LaneWork;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.shopify.CallResult;
import io.stocktide.sink.shopify.ShopifyCall;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.UserError;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends one batch to its shop and writes down what became of it. Takes one record at a time. */
public final class BatchHandler implements LaneHandler {
    private final ShopifyCaller caller;
    private final ReadBack readBack;
    private final DeliveryWriter writer;
    private final InstantSource clock;

    /** @param clock stands in only where Shopify gives no time at all */
    public BatchHandler(ShopifyCaller caller, DeliveryWriter writer, InstantSource clock) {
        this.caller = caller;
        this.readBack = new ReadBack(new ItemReader(caller));
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<?> handle(LaneWork work) {
        if (work.first().value() == null) {
            return CompletableFuture.completedFuture(null); // The marker of a replay, or a tombstone: nothing to send.
        }
        Batch batch;
        try {
            batch = BatchParser.parse(work.first());
        } catch (IllegalArgumentException e) {
            return writer.writeMalformed(work.first(), e.getMessage());
        }
        Parcel parcel = Parcel.of(batch, work);
        return caller.call(new ShopifyCall(batch.shop(), Mutations.of(batch), parcel.trace(), work.stopped()))
                .thenCompose(result -> conclude(parcel, result))
                .thenCompose(conclusion -> writer.write(parcel, conclusion));
    }

    private CompletableFuture<Conclusion> conclude(Parcel parcel, CallResult result) {
        Batch batch = parcel.batch();
        if (result instanceof CallResult.Failed failed) {
            return done(Conclusion.abandoned(batch, failed.error(), failed.message(), failed.attempts()));
        }
        CallResult.Answered answered = (CallResult.Answered) result;
        writer.answered(parcel);
        MutationAnswer answer = new MutationAnswer(answered.answer());
        return answer.refusals().isEmpty()
                ? done(applied(parcel, answer, answered.attempts()))
                : refused(parcel, answer, answered.attempts());
    }

    private Conclusion applied(Parcel parcel, MutationAnswer answer, int attempts) {
        Batch batch = parcel.batch();
        // A repeated call's answer is rebuilt from what holds now, which is not what held at once after.
        Integer[] after =
                parcel.isRepeated(attempts) ? new Integer[batch.changes().size()] : answer.quantitiesAfter(batch);
        return Conclusion.applied(batch, answer.appliedAt().orElseGet(clock::instant), after, attempts);
    }

    private CompletableFuture<Conclusion> refused(Parcel parcel, MutationAnswer answer, int attempts) {
        Batch batch = parcel.batch();
        Map<Integer, UserError> blamed = Refusal.byRow(batch, answer.refusals());
        if (blamed.isEmpty()) {
            // It names a row that the batch does not have: whom to blame cannot be told.
            UserError error = answer.refusals().get(0);
            return done(Conclusion.abandoned(batch, error.error(), error.code() + ": " + error.message(), attempts));
        }
        boolean allStale = blamed.values().stream().allMatch(Refusal::isStale);
        if (batch.kind() == Batch.Kind.SET && allStale && parcel.isRepeated(attempts)) {
            return afterReadBack(parcel, blamed, attempts);
        }
        return done(Conclusion.refused(batch, blamed, attempts));
    }

    private CompletableFuture<Conclusion> afterReadBack(Parcel parcel, Map<Integer, UserError> stale, int attempts) {
        Batch batch = parcel.batch();
        Set<Integer> rows = stale.keySet();
        return readBack.appliedAt(batch, rows, parcel.trace(), parcel.work().stopped())
                .thenApply(appliedAt -> appliedAt
                        .map(at -> Conclusion.applied(
                                batch, at, new Integer[batch.changes().size()], attempts))
                        .orElseGet(() -> Conclusion.refused(batch, stale, attempts)))
                .exceptionally(failure -> {
                    if (Failures.causeOf(failure) instanceof ReadFailed failed) {
                        return Conclusion.abandoned(batch, failed.error(), failed.getMessage(), attempts);
                    }
                    throw new CompletionException(Failures.causeOf(failure));
                });
    }

    private static CompletableFuture<Conclusion> done(Conclusion conclusion) {
        return CompletableFuture.completedFuture(conclusion);
    }
}
