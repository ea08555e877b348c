package io.stocktide.sink.gate;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.stocktide.service.shops.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One shop's gate. Whoever calls the shop enters before each call and says after it what came of it; whoever is not let
 * in asks again, and holds no thread until then.
 */
public final class ShopGate {
    /** How often those who wait look whether the gate has opened. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final GateSettings settings;
    private final CircuitBreaker breaker;
    private final InstantSource clock;
    private Secret refused;
    private int probes;
    private Instant shutSince;
    private Instant lastSuccess;

    ShopGate(GateSettings settings, CircuitBreaker breaker, InstantSource clock) {
        this.settings = settings;
        this.breaker = breaker;
        this.clock = clock;
    }

    /** Whether a call with this token may go now; if so, how it ended must be told. */
    public synchronized boolean enter(Secret token) {
        if (isRefused(token)) {
            return false;
        }
        return breaker.tryAcquirePermission();
    }

    /** How long to wait after having been turned away. */
    public Duration lookAgain() {
        Duration tenth = settings.openFor().dividedBy(10);
        return tenth.compareTo(LOOK_AGAIN) < 0 ? tenth : LOOK_AGAIN;
    }

    /** Shopify has answered the call; it need not have liked it. Returns whether the shop had been suspended. */
    public synchronized boolean answered() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        lastSuccess = clock.instant();
        probes = 0;
        return resume();
    }

    /** The call says nothing of the shop: it was throttled. */
    public synchronized void saidNothing() {
        breaker.releasePermission();
    }

    /** Shopify has not answered the call, or could not. */
    public synchronized void failed() {
        breaker.onError(0, TimeUnit.NANOSECONDS, new ShopDoesNotAnswer());
        noteShut();
    }

    /** Shopify refuses the token. Returns whether that is news. */
    public synchronized boolean refused(Secret token) {
        // It answers, if only this.
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        boolean news = refused == null;
        refused = token;
        noteShut();
        return news;
    }

    /** The token works, or there is another. Returns whether the shop was suspended. */
    public synchronized boolean resume() {
        boolean was = refused != null;
        refused = null;
        noteShut();
        return was;
    }

    /** How long after now the token is to be tried again. */
    public synchronized Duration nextProbe() {
        return settings.probeDelay(probes++);
    }

    public synchronized boolean isSuspended() {
        return refused != null;
    }

    /** {@link GateState#THROTTLED} is for those who know the budget. */
    public synchronized GateState state() {
        if (refused != null) {
            return GateState.SUSPENDED;
        }
        return breaker.getState() == CircuitBreaker.State.CLOSED ? GateState.OK : GateState.BREAKER_OPEN;
    }

    /** For how long nobody has got through; zero where calls go. */
    public synchronized Duration shutFor() {
        return shutSince == null ? Duration.ZERO : Duration.between(shutSince, clock.instant());
    }

    /** When Shopify last answered; empty where it has not since the start. */
    public synchronized Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    /** Whether Shopify has refused this token, and not another. */
    public synchronized boolean isRefused(Secret token) {
        return refused != null && refused.matches(token.reveal());
    }

    private void noteShut() {
        if (state() == GateState.OK) {
            shutSince = null;
        } else if (shutSince == null) {
            shutSince = clock.instant();
        }
    }

    /** Told to the breaker in place of what really failed, which may hold a URL. */
    private static final class ShopDoesNotAnswer extends RuntimeException {
        ShopDoesNotAnswer() {
            super("the shop does not answer", null, false, false);
        }
    }
}
