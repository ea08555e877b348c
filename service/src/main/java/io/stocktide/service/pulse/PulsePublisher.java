package io.stocktide.service.pulse;

import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.service.http.Readiness;
import io.stocktide.service.kafka.PromptWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what this instance does to the topic {@code pulses}, every five seconds, as well as it can: a pulse that Kafka
 * does not take within seconds is dropped, and nothing else waits for it.
 */
public final class PulsePublisher implements AutoCloseable {
    /** All instances tell of the same five seconds of the clock, so that what they tell can be added. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PulsePublisher.class);
    /** Half a period behind its beginning, so that a clock that is a little off still means the same period. */
    private static final long PHASE_MILLIS = PERIOD.toMillis() / 2;

    private static final Duration CLOSE = Duration.ofMillis(500);
    private static final String LAST = "the last pulse was not taken";

    private final String role;
    private final Supplier<String> instances;
    private final Readiness readiness;
    private final Figures.Reader reader;
    private final MeterDeltas meters;
    private final PromptWriter writer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "pulse");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile String instance;
    private long beganNanos;
    private volatile boolean written = true;
    private volatile Future<?> next = CompletableFuture.completedFuture(null);

    /**
     * @param role {@code ingest}, {@code topology} or {@code sync-sink}
     * @param instance names this one among those of its role; asked once it has started
     */
    public PulsePublisher(
            String role,
            Supplier<String> instance,
            Readiness readiness,
            Figures.Reader reader,
            MeterRegistry registry,
            PromptWriter writer) {
        this.role = role;
        this.instances = instance;
        this.readiness = readiness;
        this.reader = reader;
        this.meters = new MeterDeltas(registry);
        this.writer = writer;
    }

    /** Writes to a cluster; connects at the first pulse. */
    public static PromptWriter writer(Map<String, String> client) {
        return PromptWriter.of(client, "stocktide-pulses");
    }

    /** What an instance is called that nobody has given a name: its host, which on Kubernetes is its pod, and its port. */
    public static String hostAndPort(int port) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + port;
        } catch (UnknownHostException e) {
            return "localhost:" + port;
        }
    }

    public void start() {
        started.set(true);
        instance = instances.get();
        // What was counted before belongs to no period of this one's.
        clock.execute(() -> {
            var unused = reader.apply(meters);
            beganNanos = System.nanoTime();
        });
        scheduleNext();
    }

    private void scheduleNext() {
        long sinceMillis = Math.floorMod(System.currentTimeMillis() - PHASE_MILLIS, PERIOD.toMillis());
        next = clock.schedule(this::beat, PERIOD.toMillis() - sinceMillis, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            writer.write(pulse(readiness.notReadyBecause().orElse(null)));
            told(null);
        } catch (RuntimeException e) {
            told(e);
        } finally {
            if (started.get()) {
                scheduleNext();
            }
        }
    }

    private ProducerRecord<String, byte[]> pulse(String notReadyBecause) {
        Figures figures = reader.apply(meters);
        long nowNanos = System.nanoTime();
        Pulse pulse = new Pulse(
                role,
                instance,
                Instant.now(),
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(nowNanos - beganNanos)),
                notReadyBecause,
                figures.counts(),
                figures.ackMillis(),
                figures.acceptedToStockMillis(),
                figures.acceptedToShopifyMillis(),
                figures.state(),
                figures.mismatches());
        beganNanos = nowNanos;
        String topic = Topics.PULSES.name();
        return new ProducerRecord<>(
                topic,
                Keys.pulse(role, instance),
                Topics.PULSES.valueSerde().serializer().serialize(topic, pulse));
    }

    /** Once for each time that it begins or ends to fail. */
    private void told(RuntimeException failure) {
        if (failure != null && written) {
            LOG.atWarn().setCause(failure).log("the topic pulses takes nothing; the overview will miss this instance");
        } else if (failure == null && !written) {
            LOG.atInfo().log("the topic pulses takes pulses again");
        }
        written = failure == null;
    }

    /** Tells at last that it stops, where Kafka takes it at once; waits a second at most. */
    @Override
    public void close() {
        if (started.getAndSet(false) && written) {
            clock.execute(this::sayGoodbye);
        }
        var unused = next.cancel(false);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
        writer.close(CLOSE);
    }

    private void sayGoodbye() {
        try {
            writer.tell(
                    pulse("stopped"), failure -> LOG.atDebug().setCause(failure).log(LAST));
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).log(LAST);
        }
    }
}
