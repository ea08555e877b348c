package io.stocktide.ingest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.stocktide.service.http.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every way in has in common: a bound on what is under way, a count and a log line of how each request ended. */
final class Intake implements Handler {
    /** One way in. */
    @FunctionalInterface
    interface Route {
        /** Completes once the answer stands in the context; refuses by {@link ProblemException}, thrown or within. */
        CompletableFuture<Void> answer(Context ctx, Arrival arrival);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final RateBound WARNINGS = new RateBound(10);

    private final InputMetrics metrics;
    private final InFlight inFlight;
    private final Route route;

    Intake(InputMetrics metrics, InFlight inFlight, Route route) {
        this.metrics = metrics;
        this.inFlight = inFlight;
        this.route = route;
    }

    @Override
    public void handle(Context ctx) {
        Arrival arrival = new Arrival();
        if (!inFlight.enter()) {
            ProblemException busy = ProblemException.retryable(
                    429, "busy", "Too much under way", "Too many requests are under way; retry.", 1);
            ended(arrival, busy);
            throw busy;
        }
        CompletableFuture<Void> answer = begin(ctx, arrival);
        ctx.future(() -> answer);
    }

    private CompletableFuture<Void> begin(Context ctx, Arrival arrival) {
        try {
            return route.answer(ctx, arrival).whenComplete((done, failure) -> leave(arrival, failure));
        } catch (RuntimeException e) {
            leave(arrival, e);
            throw e;
        }
    }

    private void leave(Arrival arrival, Throwable failure) {
        inFlight.leave();
        ended(arrival, failure instanceof CompletionException ? failure.getCause() : failure);
    }

    private void ended(Arrival arrival, Throwable failure) {
        String outcome = outcome(failure);
        metrics.count(outcome, arrival.label());
        arrival.ended(outcome, isFault(failure));
        if (failure == null) {
            arrival.describe(LOG.atDebug(), metrics.idName()).log("accepted");
        } else if (!isFault(failure)) {
            // Too little stock, or too late: a good question whose answer is no.
            arrival.describe(LOG.atDebug(), metrics.idName())
                    .addKeyValue("outcome", outcome)
                    .log("declined");
        } else if (WARNINGS.allows()) {
            arrival.describe(LOG.atWarn(), metrics.idName())
                    .addKeyValue("outcome", outcome)
                    .log("refused");
        }
    }

    private static boolean isFault(Throwable failure) {
        return failure != null && !(failure instanceof ProblemException problem && problem.status() == 409);
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "accepted";
        }
        return failure instanceof ProblemException problem ? problem.slug().replace('-', '_') : "internal";
    }
}
