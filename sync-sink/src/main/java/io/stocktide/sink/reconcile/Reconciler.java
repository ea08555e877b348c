package io.stocktide.sink.reconcile;

import io.stocktide.schemas.value.Connection;
import io.stocktide.service.log.Muted;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.connect.ShopTopics;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.read.ShopReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each connected shop again when it is due. Only whoever has the shop's partition of batches does: so one
 * instance reads a shop, and the one that knows what its deliveries spend.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** Shops read at once; a slow one holds up no more than its own thread. */
    private static final int AT_ONCE = 4;

    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Whom it works for, and with what. */
    public record Surroundings(
            Collection<String> shops,
            Predicate<String> owned,
            Supplier<ShopTopics> topics,
            Function<String, ShopReader> readers,
            FactWriter facts,
            SinkMetrics metrics,
            InstantSource clock) {}

    private final Surroundings around;
    private final Timetable timetable;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons());
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public Reconciler(ReconcileSettings settings, Surroundings around) {
        this.around = around;
        this.timetable = new Timetable(settings);
    }

    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (String shop : around.shops()) {
                if (!around.owned().test(shop)) {
                    timetable.forget(shop);
                } else if (!underWay.contains(shop)) {
                    timetable.take(shop, around.clock().instant()).ifPresent(due -> begin(shop, due));
                }
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("reconciliation could not be planned, will be");
        }
    }

    private void begin(String shop, Timetable.Due due) {
        underWay.add(shop);
        threads.execute(() -> {
            try {
                if (isConnected(shop)) {
                    run(shop, due);
                }
            } catch (WorkStopped | CompletionException e) {
                LOG.atDebug().setCause(Muted.of(e)).addKeyValue("shop", shop).log("reconciliation left where it stood");
            } catch (ReadFailed e) {
                LOG.atWarn()
                        .addKeyValue("shop", shop)
                        .addKeyValue("reason", e.error())
                        .log("not reconciled: Shopify could not be read");
                around.metrics().reconciled("failed", 0);
            } catch (RuntimeException e) {
                LOG.atError().setCause(Muted.of(e)).addKeyValue("shop", shop).log("not reconciled");
                around.metrics().reconciled("failed", 0);
            } finally {
                underWay.remove(shop);
            }
        });
    }

    private boolean isConnected(String shop) {
        try (ShopTopics topics = around.topics().get()) {
            return topics.connection(shop)
                    .filter(connection -> connection.state() == Connection.State.CONNECTED)
                    .isPresent();
        }
    }

    private void run(String shop, Timetable.Due due) {
        Reconciliation reconciliation = new Reconciliation(
                around.readers().apply(shop),
                around.facts(),
                LoadSettings.defaults().pageSize());
        boolean all = due instanceof Timetable.Due.Sweep;
        Reconciliation.Result result = due instanceof Timetable.Due.Changes changes
                ? reconciliation.since(changes.since())
                : reconciliation.sweep();
        around.metrics().reconciled(all ? "sweep" : "changes", result.items());
        LOG.atInfo()
                .addKeyValue("shop", shop)
                .addKeyValue("sweep", all)
                .addKeyValue("items", result.items())
                .addKeyValue("costPoints", Math.round(result.costPoints()))
                .log("reconciled");
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "sink-reconcile-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
