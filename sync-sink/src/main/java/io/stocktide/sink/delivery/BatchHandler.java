package io.stocktide.sink.delivery;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Batch;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.async.Failures;
import io.stocktide.sink.lane.LaneHandler;
import io.stocktide.sink.lane.LaneWork;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.shopify.CallResult;
import io.stocktide.sink.shopify.Patience;
import io.stocktide.sink.shopify.ShopifyCall;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.UserError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Sends one batch to its shop and writes down what became of it. Takes one record at a time. */
public final class BatchHandler implements LaneHandler {
    private final ShopifyCaller caller;
    private final ReadBack readBack;
    private final Aftermath aftermath;
    private final DeliveryWriter writer;
    private final DeliverySettings settings;
    private final Backlog backlog;
    private final InstantSource clock;
    private final Tracing tracing;

    /** @param clock says how old keys are, and stands in where Shopify gives no time at all */
    public BatchHandler(
            ShopifyCaller caller,
            DeliveryWriter writer,
            SinkMetrics metrics,
            DeliverySettings settings,
            Backlog backlog,
            InstantSource clock,
            Tracing tracing) {
        this.caller = caller;
        this.readBack = new ReadBack(caller, settings.holdWithinKey());
        this.aftermath = new Aftermath(readBack, metrics);
        this.writer = writer;
        this.settings = settings;
        this.backlog = backlog;
        this.clock = clock;
        this.tracing = tracing;
    }

    @Override
    public CompletableFuture<?> handle(LaneWork work) {
        if (work.first().value() == null || Keys.isControl(work.first().key())) {
            return CompletableFuture.completedFuture(null); // The marker of a replay, or a tombstone: nothing to send.
        }
        Batch batch;
        try {
            batch = BatchParser.parse(work.first());
        } catch (IllegalArgumentException e) {
            return writer.writeMalformed(work.first(), e.getMessage());
        }
        backlog.taken(batch);
        MutationSpan span = MutationSpan.begin(tracing, batch, work.first());
        Parcel parcel = Parcel.of(batch, work, span, clock.instant());
        return deliver(parcel).whenComplete((done, failure) -> span.end(failure));
    }

    private CompletableFuture<?> deliver(Parcel parcel) {
        Optional<Tried> forgotten = parcel.before().filter(tried -> isForgotten(tried, parcel.takenAt()));
        CompletableFuture<?> done = forgotten.isPresent()
                ? aftermath.of(parcel, forgotten.get()).thenCompose(end -> write(parcel, end, Duration.ZERO))
                : caller.call(call(parcel)).thenCompose(result -> settle(parcel, result));
        return done.thenApply(written -> (Void) null).exceptionallyCompose(failure -> afterFailure(parcel, failure));
    }

    private boolean isForgotten(Tried tried, Instant now) {
        return tried.since().plus(settings.keyIsUsedFor()).isBefore(now);
    }

    private ShopifyCall call(Parcel parcel) {
        Batch batch = parcel.batch();
        Duration failed = Duration.between(parcel.triedSince(), parcel.takenAt());
        // What was redriven has been a dead letter before, and may be one again; it does not queue at a shut shop.
        boolean waits = !parcel.isRedriven();
        Patience patience =
                new Patience(settings.holdWithinKey(), settings.patience().minus(failed), waits);
        return new ShopifyCall(
                batch.shop(), Mutations.of(batch), parcel.trace(), parcel.work().stopped(), patience, parcel.span());
    }

    private CompletableFuture<?> settle(Parcel parcel, CallResult result) {
        return result instanceof CallResult.PutOff putOff
                ? putOff(parcel, putOff)
                : conclude(parcel, result).thenCompose(conclusion -> write(parcel, conclusion, timeOf(result)));
    }

    private CompletableFuture<?> putOff(Parcel parcel, CallResult.PutOff putOff) {
        parcel.span().putOff(putOff);
        return writer.putOff(parcel, putOff);
    }

    private CompletableFuture<?> write(Parcel parcel, Conclusion conclusion, Duration call) {
        parcel.span().concluded(conclusion.delivery());
        return writer.write(parcel, conclusion).thenRun(() -> backlog.delivered(parcel.batch(), call));
    }

    private static Duration timeOf(CallResult result) {
        return result instanceof CallResult.Answered answered
                ? answered.answer().elapsed()
                : Duration.ZERO;
    }

    /** Where Shopify cannot be read for the moment, what hangs on the reading waits, too; what was redriven is dead again. */
    private CompletableFuture<Void> afterFailure(Parcel parcel, Throwable failure) {
        Throwable cause = Failures.causeOf(failure);
        if (cause instanceof ReadFailed failed) {
            CompletableFuture<?> done = failed.mayPass() && !parcel.isRedriven()
                    ? putOff(parcel, new CallResult.PutOff(failed.error(), failed.getMessage(), 1))
                    : write(
                            parcel,
                            Conclusion.abandoned(parcel.batch(), failed.error(), failed.getMessage(), 1),
                            Duration.ZERO);
            return done.thenApply(written -> null);
        }
        return CompletableFuture.failedFuture(cause);
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
        return readBack.appliedAt(parcel, rows)
                .thenApply(appliedAt -> appliedAt
                        .map(at -> Conclusion.applied(
                                batch, at, new Integer[batch.changes().size()], attempts))
                        .orElseGet(() -> Conclusion.refused(batch, stale, attempts)));
    }

    private static CompletableFuture<Conclusion> done(Conclusion conclusion) {
        return CompletableFuture.completedFuture(conclusion);
    }
}
