package io.stocktide.sink.status;

import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.rest.SyncStatus.CostPoints;
import io.stocktide.schemas.rest.SyncStatus.State;
import io.stocktide.sink.delivery.Backlog;
import io.stocktide.sink.gate.ShopGate;
import io.stocktide.sink.gate.ShopGates;
import io.stocktide.sink.shopify.AdminTokens;
import io.stocktide.sink.shopify.CostBudgets;
import io.stocktide.sink.shopify.Points;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Tells how the delivery to a shop stands. Calls nobody. */
public final class ShopBoard {
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final AdminTokens tokens;
    private final ShopGates gates;
    private final CostBudgets budgets;
    private final Backlog backlog;
    private final ReadingTimes readings;
    private final InstantSource clock;

    public ShopBoard(
            AdminTokens tokens,
            ShopGates gates,
            CostBudgets budgets,
            Backlog backlog,
            ReadingTimes readings,
            InstantSource clock) {
        this.tokens = tokens;
        this.gates = gates;
        this.budgets = budgets;
        this.backlog = backlog;
        this.readings = readings;
        this.clock = clock;
    }

    public SyncStatus of(String shop) {
        ShopGate gate = gates.of(shop);
        State state = state(shop);
        return new SyncStatus(
                shop,
                state,
                backlog.rows(shop),
                backlog.rowsInHand(shop),
                budgets.points(shop).map(ShopBoard::points).orElse(null),
                drain(shop, state).map(time -> time.toNanos() / NANOS).orElse(null),
                gate.lastSuccess().orElse(null),
                Math.max(0, gate.shutFor().toSeconds()),
                readings.last(shop).orElse(null),
                null,
                clock.instant());
    }

    /** How many of these shops are in a state. */
    public long count(Collection<String> shops, State state) {
        return shops.stream().filter(shop -> state(shop) == state).count();
    }

    /** The longest that any shop takes to drain, in seconds, of those of which it can be told. */
    public double longestDrainSeconds() {
        return backlog.shops().stream()
                .flatMap(shop -> drain(shop, state(shop)).stream())
                .mapToDouble(time -> time.toNanos() / NANOS)
                .max()
                .orElse(0);
    }

    /** The longest that nobody has got through to any of the shops that were called, in seconds. */
    public double longestShutSeconds() {
        return gates.all().stream()
                .mapToDouble(gate -> gate.shutFor().toMillis() / MILLIS)
                .max()
                .orElse(0);
    }

    /** What is left in a shop's cost bucket; not a number until Shopify has said. */
    public double pointsLeft(String shop) {
        return budgets.points(shop).map(Points::left).orElse(Double.NaN);
    }

    /** What a shop's cost bucket holds; not a number where Shopify has not said. */
    public double pointsAtMost(String shop) {
        return budgets.points(shop)
                .map(Points::maximum)
                .filter(Double::isFinite)
                .orElse(Double.NaN);
    }

    /** 1 where the shop's breaker is open, else 0. */
    public double breakerOpen(String shop) {
        return state(shop) == State.BREAKER_OPEN ? 1 : 0;
    }

    private State state(String shop) {
        if (!tokens.has(shop)) {
            return State.NOT_CONNECTED;
        }
        return switch (gates.of(shop).state()) {
            case SUSPENDED -> State.SUSPENDED;
            case BREAKER_OPEN -> State.BREAKER_OPEN;
            case OK, THROTTLED -> budgets.throttledFor(shop).isZero() ? State.OK : State.THROTTLED;
        };
    }

    /** By the points that the mutations cost or by the time they take, one after the other: whichever is longer. */
    private Optional<Duration> drain(String shop, State state) {
        if (state != State.OK && state != State.THROTTLED) {
            return Optional.empty();
        }
        long batches = backlog.batches(shop);
        Duration byPoints = budgets.timeFor(shop, batches);
        Duration byCalls = backlog.callTime(shop).multipliedBy(batches);
        Duration longer = byPoints.compareTo(byCalls) > 0 ? byPoints : byCalls;
        return Optional.of(longer.plus(budgets.throttledFor(shop)));
    }

    private static CostPoints points(Points points) {
        Double maximum = Double.isInfinite(points.maximum()) ? null : Double.valueOf(points.maximum());
        return new CostPoints(points.left(), maximum, points.restoredPerSecond());
    }
}
