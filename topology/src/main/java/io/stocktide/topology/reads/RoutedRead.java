package io.stocktide.topology.reads;

import io.javalin.http.Context;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.service.access.HopSignature;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.routing.Itinerary;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.routing.Placement;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.apache.kafka.streams.state.HostInfo;

/** One read on its way to a copy that can answer: the active one, here or by one hop, else a standby. */
final class RoutedRead {
    /**
     * In which some copy has to answer, beside what the caller allows for an offset. In a restart on a busy machine a
     * task was on its way for more than two seconds.
     */
    private static final Duration DEADLINE = Duration.ofSeconds(4);
    /** Leaves time for a standby, where the owner hangs. */
    private static final Duration ONE_HOP = Duration.ofMillis(700);

    private static final int RETRY_SECONDS = 1;

    /** How far a copy here has come with the answer. */
    private enum Progress {
        ANSWERED,
        /** What it is to contain, it does not contain yet. */
        NOT_YET,
        NOT_HERE
    }

    private final Copies copies;
    private final Context ctx;
    private final ShopReads.Read read;
    private final String shop;
    private final boolean isHop;
    private final MinOffset minOffset;
    private final long untilNanos;
    private final long waitUntilNanos;
    private String reason = "No other copy is in reach.";
    private boolean isSoonOver = true;
    private AsOf reached;

    RoutedRead(Copies copies, Context ctx, ShopReads.Read read, String shop, boolean isHop) {
        this.copies = copies;
        this.ctx = ctx;
        this.read = read;
        this.shop = shop;
        this.isHop = isHop;
        this.minOffset = MinOffset.of(ctx);
        this.waitUntilNanos = System.nanoTime() + minOffset.patience().toNanos();
        this.untilNanos = waitUntilNanos + DEADLINE.toNanos();
    }

    /** Answers at once where the active copy is here, and otherwise when somebody else has. */
    void answer() {
        if (from(copies.local()::active) != Progress.ANSWERED) {
            CompletableFuture<Void> later = askAround();
            ctx.future(() -> later);
        }
    }

    private CompletableFuture<Void> askAround() {
        Placement placement;
        try {
            placement = copies.placements().of(shop);
        } catch (NotHereException e) {
            reason = e.getMessage();
            return askAgain();
        }
        boolean mayHop = !isHop && copies.hops().areOn();
        return next(Itinerary.of(placement, copies.self(), mayHop, copies.hops()::isDown)
                .iterator());
    }

    private CompletableFuture<Void> next(Iterator<Itinerary.Stop> stops) {
        if (!stops.hasNext() || isLate()) {
            return askAgain();
        }
        Itinerary.Stop stop = stops.next();
        return (stop.isHere() ? here() : there(stop.host()))
                .thenCompose(answered -> answered ? CompletableFuture.completedFuture(null) : next(stops));
    }

    /** While a task moves, its state is nowhere for a moment: whoever was asked first looks again. */
    private CompletableFuture<Void> askAgain() {
        if (isHop || isLate() || !isSoonOver) {
            throw unavailable(reason);
        }
        return copies.waits().pause().thenCompose(paused -> askAround());
    }

    private boolean isLate() {
        return System.nanoTime() - untilNanos >= 0;
    }

    private CompletableFuture<Boolean> there(HostInfo host) {
        return copies.hops().ask(host, ctx, ShopReads.body(ctx), timeForHop()).thenApply(answer -> {
            answer.ifPresent(given -> given.write(ctx));
            return answer.isPresent();
        });
    }

    private Duration timeForHop() {
        long leftNanos = Math.max(1, untilNanos - System.nanoTime());
        long hopNanos = ONE_HOP.toNanos() + Math.max(0, waitUntilNanos - System.nanoTime());
        return Duration.ofNanos(Math.min(leftNanos, hopNanos));
    }

    /** From whatever copy is here; waits for the offset that it is to contain. */
    private CompletableFuture<Boolean> here() {
        Progress now = fromAny();
        if (now != Progress.NOT_YET) {
            return CompletableFuture.completedFuture(now == Progress.ANSWERED);
        }
        Progress[] last = {now};
        return copies.waits()
                .until(
                        () -> {
                            last[0] = fromAny();
                            return last[0] != Progress.NOT_YET;
                        },
                        waitUntilNanos)
                .thenApply(inTime -> {
                    if (!inTime) {
                        throw minOffset.notYet(reached);
                    }
                    return last[0] == Progress.ANSWERED;
                });
    }

    private Progress fromAny() {
        Progress active = from(copies.local()::active);
        return active == Progress.NOT_HERE ? from(copies.local()::standby) : active;
    }

    private Progress from(IntFunction<LocalCopy> kind) {
        try {
            LocalCopy copy = kind.apply(copies.placements().partitionOf(shop));
            reached = copy.asOf();
            if (!minOffset.isIn(copy.asOf())) {
                return Progress.NOT_YET;
            }
            Object answer = LocalStores.orNotHere(() -> read.answer(ctx, new StockReads(shop, copy)));
            give(answer, copy.asOf().role());
            return Progress.ANSWERED;
        } catch (NotHereException e) {
            reason = e.getMessage();
            isSoonOver &= e.isSoonOver();
            return Progress.NOT_HERE;
        } catch (ProblemException e) {
            mark(reached.role());
            throw e;
        }
    }

    private void give(Object answer, AsOf.Role role) {
        mark(role);
        Queries.answer(ctx, answer);
    }

    /** Tells another instance that this is an answer to it, and no stranger's. */
    private void mark(AsOf.Role role) {
        copies.metrics().local(role);
        if (isHop) {
            ctx.header(HopSignature.HEADER, role.name().toLowerCase(Locale.ROOT));
        }
    }

    private ProblemException unavailable(String detail) {
        copies.metrics().unanswered();
        String alone = isHop || copies.hops().areOn() ? "" : " Instances share no key, so none asks another.";
        return ProblemException.retryable(
                503, "unavailable", "Stock cannot be read now", detail + alone, RETRY_SECONDS);
    }
}
