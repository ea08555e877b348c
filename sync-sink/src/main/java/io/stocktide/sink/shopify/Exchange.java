package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.service.shops.Secret;
import io.stocktide.sink.async.WorkStopped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One call with all its attempts. Its steps follow each other, never side by side. */
final class Exchange {
    /** How long to wait where Shopify throttles and does not say for how long. */
    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(1);

    /** A long wait is cut into pieces of this, so that one that is stopped ends soon. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(250);

    private final ShopifyCaller caller;
    private final ShopifyCall call;
    private final CostBudget budget;
    private final Document document;
    private final CompletableFuture<CallResult> result = new CompletableFuture<>();
    private int attempts;
    private int throttles;

    Exchange(ShopifyCaller caller, ShopifyCall call, CostBudget budget) {
        this.caller = caller;
        this.call = call;
        this.budget = budget;
        this.document = call.request().document();
    }

    CompletableFuture<CallResult> start() {
        next();
        return result;
    }

    private void next() {
        if (call.stopped().getAsBoolean()) {
            result.completeExceptionally(new WorkStopped());
            return;
        }
        Duration wait = budget.waitFor(document.name(), caller.callClass.keepBackShare());
        if (wait.isZero()) {
            caller.callClass.permits().acquire(this::send);
        } else {
            after(wait);
        }
    }

    private void after(Duration delay) {
        waitUntil(System.nanoTime() + delay.toNanos());
    }

    private void waitUntil(long deadlineNanos) {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0 || call.stopped().getAsBoolean()) {
            next();
        } else {
            Duration some = Duration.ofNanos(Math.min(leftNanos, LONGEST_SLEEP.toNanos()));
            var unused = caller.workers.after(some, () -> waitUntil(deadlineNanos));
        }
    }

    private void send() {
        budget.spend(document.name());
        var unused = caller.tokens
                .of(call.shop())
                .thenCompose(this::send)
                .handle(this::settle)
                // A fault of ours in the settling must not leave the shop's lane waiting for ever.
                .exceptionally(result::completeExceptionally);
    }

    private CompletableFuture<ShopifyAnswer> send(Secret token) {
        return caller.client
                .send(call.shop(), token, call.request(), call.trace())
                .whenComplete((answer, failure) -> {
                    if (answer != null && answer.status() == 401) {
                        caller.tokens.refused(call.shop(), token);
                    }
                });
    }

    private boolean settle(ShopifyAnswer answer, Throwable failure) {
        caller.callClass.permits().release();
        if (answer == null) {
            return act(CallFailure.of(failure), Duration.ZERO);
        }
        caller.callClass.events().answered(document, answer.elapsed());
        budget.observe(document.name(), answer.cost());
        Optional<CallFailure> failed = CallFailure.in(answer);
        return failed.isPresent()
                ? act(failed.get(), askedWait(answer))
                : result.complete(new CallResult.Answered(answer, ++attempts));
    }

    private boolean act(CallFailure failed, Duration askedWait) {
        return switch (failed.error().action()) {
            case WAIT -> putOff(failed, askedWait);
            case RETRY -> retry(failed);
            default -> {
                attempts++;
                yield giveUp(failed);
            }
        };
    }

    private boolean putOff(CallFailure failed, Duration askedWait) {
        caller.callClass.events().throttled();
        if (++throttles > caller.retry.maxThrottles()) {
            return giveUp(failed);
        }
        after(caller.retry.throttleWait(askedWait));
        return true;
    }

    private boolean retry(CallFailure failed) {
        if (!caller.retry.allowsAnotherAfter(++attempts)) {
            return giveUp(failed);
        }
        throttles = 0;
        caller.callClass.events().retried(failed.error());
        after(caller.retry.delayAfter(attempts));
        return true;
    }

    private boolean giveUp(CallFailure failed) {
        // Whoever has the partition now may well succeed: only what Shopify said for certain may still be told.
        return call.stopped().getAsBoolean()
                ? result.completeExceptionally(new WorkStopped())
                : result.complete(new CallResult.Failed(failed.error(), failed.message(), Math.max(1, attempts)));
    }

    /** (requested − available) / restore rate, or what the header says. */
    private static Duration askedWait(ShopifyAnswer answer) {
        if (answer.retryAfter().isPresent()) {
            return answer.retryAfter().get();
        }
        JsonNode status = answer.cost().path("throttleStatus");
        double rate = status.path("restoreRate").asDouble(0);
        double requested = answer.cost().path("requestedQueryCost").asDouble(0);
        double missing = requested - status.path("currentlyAvailable").asDouble(0);
        return rate > 0 && missing > 0 ? Duration.ofNanos((long) (missing / rate * 1e9)) : UNNAMED_WAIT;
    }
}
