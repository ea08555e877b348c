package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.service.shops.Secret;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.gate.ShopGate;
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
    private final ShopGate gate;
    private final Document document;
    private final long startedNanos = System.nanoTime();
    private final CompletableFuture<CallResult> result = new CompletableFuture<>();
    private Secret token;
    private CallFailure last;
    private int attempts;
    /** Another token has been asked for in place of one that was refused; one that is refused as well is no accident. */
    private boolean renewed;

    Exchange(ShopifyCaller caller, ShopifyCall call, CostBudget budget, ShopGate gate) {
        this.caller = caller;
        this.call = call;
        this.budget = budget;
        this.gate = gate;
        this.document = call.request().document();
    }

    CompletableFuture<CallResult> start() {
        next();
        return result;
    }

    private void next() {
        if (call.stopped().getAsBoolean()) {
            result.completeExceptionally(new WorkStopped());
        } else if (!caller.tokens.has(call.shop())) {
            ShopifyError error = ShopifyError.SHOP_NOT_CONNECTED;
            giveUp(new CallFailure(error, error.reason()));
        } else if (hasLasted(call.patience().hold())) {
            putOff();
        } else {
            var unused =
                    caller.tokens.of(call.shop()).handle(this::enterWith).exceptionally(result::completeExceptionally);
        }
    }

    private boolean enterWith(Secret current, Throwable failure) {
        if (failure != null) {
            return hasNoToken(CallFailure.of(failure));
        }
        token = current;
        enter();
        return true;
    }

    /** It was asked for and not granted. Until one is, there is nothing that the shop could be asked with. */
    private boolean hasNoToken(CallFailure failed) {
        last = failed;
        attempts++;
        boolean waits = call.patience().waitsForToken() || caller.retry.allowsAnotherAfter(attempts);
        return waits ? again(failed) : giveUp(failed);
    }

    private void enter() {
        Duration wait = gate.isRefused(token) ? gate.lookAgain() : budget.waitFor(document.name(), caller.callClass);
        if (gate.isRefused(token) && isTooLongShut()) {
            giveUp(waitsFor());
        } else if (wait.isZero()) {
            caller.callClass.permits().acquire(this::send);
        } else {
            after(wait);
        }
    }

    /** What may wait elsewhere does not wait for a shop of which nobody knows when it comes back. */
    private boolean isTooLongShut() {
        return !call.patience().waitsForShop()
                && gate.shutFor().compareTo(call.patience().hold()) > 0;
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
        if (!gate.enter(token)) {
            caller.callClass.permits().release();
            if (isTooLongShut()) {
                giveUp(waitsFor());
            } else {
                after(gate.lookAgain());
            }
            return;
        }
        budget.spend(document.name(), caller.callClass);
        var unused = caller.client
                .send(call.shop(), token, call.request(), call.trace())
                .handle(this::settle)
                // A fault of ours in the settling must not leave the shop's lane waiting for ever.
                .exceptionally(result::completeExceptionally);
    }

    private boolean settle(ShopifyAnswer answer, Throwable failure) {
        caller.callClass.permits().release();
        if (answer == null) {
            return act(CallFailure.of(failure), Duration.ZERO);
        }
        caller.callClass.events().answered(document, answer.elapsed());
        caller.callClass
                .events()
                .spent(call.shop(), answer.cost().path("actualQueryCost").asDouble(0));
        budget.observe(document.name(), answer.cost());
        Optional<CallFailure> failed = CallFailure.in(answer);
        if (failed.isPresent()) {
            return act(failed.get(), askedWait(answer));
        }
        isAnswered();
        return result.complete(new CallResult.Answered(answer, ++attempts));
    }

    private boolean act(CallFailure failed, Duration askedWait) {
        last = failed;
        return switch (failed.error().action()) {
            case WAIT -> throttled(askedWait);
            case RETRY -> retry(failed);
            case SUSPEND -> suspend(failed);
            default -> {
                isAnswered();
                attempts++;
                yield giveUp(failed);
            }
        };
    }

    private void isAnswered() {
        TokenProbe.resumed(call.shop(), gate.answered());
    }

    private boolean throttled(Duration askedWait) {
        gate.saidNothing();
        caller.callClass.events().throttled();
        call.watch().throttled();
        // The whole shop is throttled, whoever calls it.
        budget.putOff(caller.retry.throttleWait(askedWait));
        next();
        return true;
    }

    private boolean retry(CallFailure failed) {
        attempts++;
        if (failed.error() == ShopifyError.IDEMPOTENCY_CONCURRENT_REQUEST) {
            isAnswered();
        } else {
            gate.failed();
        }
        if (caller.retry.allowsAnotherAfter(attempts)) {
            return again(failed);
        }
        return document.mutation() ? againOrGiveUp(failed) : giveUp(failed);
    }

    private boolean again(CallFailure failed) {
        caller.callClass.events().retried(failed.error());
        call.watch().retried(failed.error());
        after(caller.retry.delayAfter(attempts));
        return true;
    }

    /** The retries are used up. Where the shop answers others, it is this call that it has something against. */
    private boolean againOrGiveUp(CallFailure failed) {
        if (!hasLasted(call.patience().untilGivingUp())) {
            return again(failed);
        }
        var unused = caller.probe
                .answers(call.shop(), token)
                .thenApply(answers -> answers ? giveUp(failed) : again(failed))
                .exceptionally(result::completeExceptionally);
        return true;
    }

    private boolean suspend(CallFailure failed) {
        if (failed.error() == ShopifyError.ACCESS_DENIED && !document.mutation()) {
            // A scope that only reads need must not hold up deliveries.
            isAnswered();
            attempts++;
            return giveUp(failed);
        }
        if (!renewed && caller.tokens.refused(call.shop(), token)) {
            renewed = true;
            gate.saidNothing();
            next();
            return true;
        }
        if (!call.patience().waitsForToken()) {
            gate.saidNothing();
            attempts++;
            return giveUp(failed);
        }
        if (gate.refused(token)) {
            caller.probe.watch(call.shop());
        }
        next();
        return true;
    }

    private boolean hasLasted(Duration duration) {
        return System.nanoTime() - startedNanos >= duration.toNanos();
    }

    private void putOff() {
        CallFailure why = waitsFor();
        result.complete(new CallResult.PutOff(why.error(), why.message(), attempts));
    }

    private CallFailure waitsFor() {
        if (last != null) {
            return last;
        }
        ShopifyError error = switch (gate.state()) {
            case SUSPENDED -> ShopifyError.UNAUTHORIZED;
            case BREAKER_OPEN -> ShopifyError.UNREACHABLE;
            case OK, THROTTLED -> ShopifyError.THROTTLED;
        };
        return new CallFailure(error, error.reason());
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
