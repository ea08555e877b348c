package io.stocktide.sink.reconcile;

import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.log.Muted;
import io.stocktide.sink.async.WorkStopped;
import io.stocktide.sink.connect.ShopTopics;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.reconcile.Reconciliation.Progress;
import io.stocktide.sink.status.ReadingTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

    /**
     * Whom it works for, and with what.
     *
     * @param shops that can be read
     * @param owned whether a shop is ours now
     * @param requests of any shop, also of those that cannot be read
     * @param knowsRequests whether what became of earlier requests is known
     */
    public record Surroundings(
            Collection<String> shops,
            Predicate<String> owned,
            Supplier<ShopTopics> topics,
            Function<String, ShopReader> readers,
            FactWriter facts,
            Requests requests,
            BooleanSupplier knowsRequests,
            ReadingTimes readings,
            SinkMetrics metrics,
            InstantSource clock) {}

    private final Surroundings around;
    private final Timetable timetable;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemons());
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, AskedReading> asked = new ConcurrentHashMap<>();

    public Reconciler(ReconcileSettings settings, Surroundings around) {
        this.around = around;
        this.timetable = new Timetable(settings);
    }

    public void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** There may be a new request. */
    public void wake() {
        try {
            clock.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("a request came while the service stops; another instance takes it");
        }
    }

    private void look() {
        try {
            asked.values().forEach(AskedReading::beat);
            for (String shop : around.shops()) {
                if (!around.owned().test(shop)) {
                    timetable.forget(shop);
                } else if (!underWay.contains(shop)) {
                    lookAt(shop, around.clock().instant());
                }
            }
            refuseUnreadable(around.clock().instant());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("reconciliation could not be planned, will be");
        }
    }

    /** What is asked for of a shop without a token. */
    private void refuseUnreadable(Instant now) {
        Set<String> shops = around.requests().shops();
        shops.removeAll(around.shops());
        shops.stream()
                .filter(around.owned())
                .flatMap(shop -> around.requests().next(shop, now).stream())
                .forEach(job -> end(job, asked(job), Job.State.FAILED, 0, "no token of the shop is configured"));
    }

    private AskedReading asked(Job job) {
        return new AskedReading(
                job, around.facts(), around.clock(), () -> around.owned().test(job.shop()));
    }

    /** What somebody has asked for comes first. */
    private void lookAt(String shop, Instant now) {
        Optional<Job> request =
                around.knowsRequests().getAsBoolean() ? around.requests().next(shop, now) : Optional.empty();
        if (request.isPresent()) {
            beginAsked(request.get());
        } else {
            timetable.take(shop, now).ifPresent(due -> begin(shop, due));
        }
    }

    private void begin(String shop, Timetable.Due due) {
        inTheBackground(shop, () -> {
            try {
                if (isConnected(shop)) {
                    run(shop, due, Progress.UNTOLD);
                }
            } catch (WorkStopped | CompletionException e) {
                LOG.atDebug().setCause(Muted.of(e)).addKeyValue("shop", shop).log("reconciliation left where it stood");
            } catch (RuntimeException e) {
                failed(shop, e);
            }
        });
    }

    private void beginAsked(Job job) {
        String shop = job.shop();
        AskedReading reading = asked(job);
        asked.put(shop, reading);
        reading.begin();
        inTheBackground(shop, () -> {
            try {
                Timetable.Due due =
                        job.since() == null ? new Timetable.Due.Sweep() : new Timetable.Due.Changes(job.since());
                end(job, reading, Job.State.DONE, run(shop, due, reading), null);
            } catch (WorkStopped e) {
                LOG.atDebug()
                        .setCause(Muted.of(e))
                        .addKeyValue("shop", shop)
                        .log("reconciliation left to another instance");
            } catch (RuntimeException e) {
                if (clock.isShutdown()) {
                    return; // It was cut off by the stop, and is taken up again.
                }
                end(job, reading, Job.State.FAILED, reading.items(), failed(shop, e));
            } finally {
                asked.remove(shop);
            }
        });
    }

    private void end(Job job, AskedReading reading, Job.State state, long items, String message) {
        around.requests().end(job.jobId());
        reading.end(state, items, message);
    }

    private void inTheBackground(String shop, Runnable work) {
        underWay.add(shop);
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                underWay.remove(shop);
            }
        });
    }

    /** Why, in words for whoever asked. */
    private String failed(String shop, RuntimeException failure) {
        around.metrics().reconciled("failed", 0);
        if (failure instanceof ReadFailed unreadable) {
            LOG.atWarn()
                    .addKeyValue("shop", shop)
                    .addKeyValue("reason", unreadable.error())
                    .log("not reconciled: Shopify could not be read");
            return "Shopify could not be read: " + unreadable.error().name().toLowerCase(Locale.ROOT);
        }
        LOG.atError().setCause(Muted.of(failure)).addKeyValue("shop", shop).log("not reconciled");
        return failure instanceof CompletionException
                ? "Kafka did not take what was read"
                : "a fault of ours; see the log";
    }

    private boolean isConnected(String shop) {
        try (ShopTopics topics = around.topics().get()) {
            return topics.connection(shop)
                    .filter(connection -> connection.state() == Connection.State.CONNECTED)
                    .isPresent();
        }
    }

    /** How many items were read. */
    private long run(String shop, Timetable.Due due, Progress progress) {
        Reconciliation reconciliation = new Reconciliation(
                around.readers().apply(shop),
                around.facts(),
                LoadSettings.defaults().pageSize(),
                progress);
        boolean all = due instanceof Timetable.Due.Sweep;
        Reconciliation.Result result = due instanceof Timetable.Due.Changes changes
                ? reconciliation.since(changes.since())
                : reconciliation.sweep();
        around.readings().read(shop, around.clock().instant());
        around.metrics().reconciled(all ? "sweep" : "changes", result.items());
        LOG.atInfo()
                .addKeyValue("shop", shop)
                .addKeyValue("sweep", all)
                .addKeyValue("items", result.items())
                .addKeyValue("costPoints", Math.round(result.costPoints()))
                .log("reconciled");
        return result.items();
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
