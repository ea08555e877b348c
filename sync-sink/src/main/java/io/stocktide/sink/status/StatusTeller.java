package io.stocktide.sink.status;

import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.facts.FactWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how the delivery to each shop stands to the topic {@code sync-status}: of the shops that are ours, where it has
 * changed, every five seconds at most. Of a shop no more than one such record is under way, so that nothing gathers where
 * Kafka is away.
 */
public final class StatusTeller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusTeller.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Points come back all the while: less than so many are no news. */
    private static final long POINTS = 50;

    private static final long SHUT_SECONDS = 30;

    private final Collection<String> shops;
    private final Predicate<String> owned;
    private final BooleanSupplier isCaughtUp;
    private final ShopBoard board;
    private final FactWriter facts;
    private final Map<String, News> told = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sink-status");
        thread.setDaemon(true);
        return thread;
    });

    /** What of a status is worth telling anew. */
    private record News(
            SyncStatus.State state,
            long waitingRows,
            Long inFlightRows,
            Long points,
            Long drainSeconds,
            Long lastAnswerMinute,
            long shut,
            Instant lastReconciledAt) {
        static News of(SyncStatus status) {
            return new News(
                    status.state(),
                    status.waitingRows(),
                    status.inFlightRows(),
                    status.points() == null ? null : Math.round(status.points().left() / POINTS),
                    status.drainSeconds() == null ? null : Math.round(status.drainSeconds()),
                    status.lastAnswerAt() == null
                            ? null
                            : status.lastAnswerAt().getEpochSecond() / TimeUnit.MINUTES.toSeconds(1),
                    status.shutSeconds() / SHUT_SECONDS,
                    status.lastReconciledAt());
        }
    }

    /**
     * @param owned whether a shop is ours now; may throw where Kafka is away
     * @param isCaughtUp whether what was told before the start is known
     */
    public StatusTeller(
            Collection<String> shops,
            Predicate<String> owned,
            BooleanSupplier isCaughtUp,
            ShopBoard board,
            FactWriter facts) {
        this.shops = shops;
        this.owned = owned;
        this.isCaughtUp = isCaughtUp;
        this.board = board;
        this.facts = facts;
    }

    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, 1_000, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One round. */
    void look() {
        try {
            boolean goesOn = isCaughtUp.getAsBoolean();
            for (String shop : shops) {
                if (!goesOn) {
                    return;
                }
                goesOn = tell(shop);
            }
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log("the shops' status could not be told, will be");
        }
    }

    /** False where Kafka takes nothing now: to try for each shop would take as long for each. */
    private boolean tell(String shop) {
        if (!owned.test(shop)) {
            told.remove(shop);
            return true;
        }
        CompletableFuture<?> before = underWay.get(shop);
        SyncStatus status = board.of(shop);
        News news = News.of(status);
        if ((before != null && !before.isDone()) || news.equals(told.get(shop))) {
            return true;
        }
        told.put(shop, news);
        CompletableFuture<?> written = facts.write(Topics.SYNC_STATUS, Keys.sync(shop), status, TraceParent.random())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        told.remove(shop, news);
                    }
                });
        underWay.put(shop, written);
        return !written.isCompletedExceptionally();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
