package io.stocktide.standalone.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.standalone.demo.ProgressLine;
import io.stocktide.standalone.run.LocalStack;
import io.stocktide.topology.replay.LastReplay;
import io.stocktide.topology.replay.ReplayStart;
import io.stocktide.topology.replay.Span;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One replay, step by step. */
public final class ReplayRun {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** A member that was killed is in the group until its session is over, after 15 s. */
    private static final Duration SESSION = Duration.ofSeconds(20);

    private final ReplayStart start;
    private final Map<String, String> client;
    private final String applicationId;
    private final ProgressLine line;
    private Span span;

    public ReplayRun(ReplayStart start, Map<String, String> client, String applicationId, ProgressLine line) {
        this.start = start;
        this.client = client;
        this.applicationId = applicationId;
        this.line = line;
    }

    /**
     * Sees to it that nobody works.
     *
     * @param remove whether to put members out of the group; otherwise those that stay are a {@link ConfigException}
     */
    public void clearGroup(boolean remove) throws InterruptedException {
        if (remove) {
            start.removeMembers();
            return;
        }
        long deadlineNanos = System.nanoTime() + SESSION.toNanos();
        int members = start.members();
        while (members > 0) {
            if (System.nanoTime() > deadlineNanos) {
                throw new ConfigException(members + " members of " + applicationId
                        + " are alive: stop the topology first (--force for members that are dead)");
            }
            line.say("waiting for the session of " + members + " members to end");
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            members = start.members();
        }
        line.done();
    }

    /** Lays the fence and moves the application back. */
    public void begin(Instant since) {
        span = start.begin(since);
        System.out.printf("%,d offsets to read; the fence is laid%n", span.total());
    }

    /** Rebuilds here. */
    public void rebuild(Path stateDir) throws InterruptedException {
        StreamsSettings streams =
                new StreamsSettings(applicationId, LocalStack.INSTANCE_ID, "127.0.0.1:0", stateDir, 2, 0, client);
        TopologySettings settings = TopologySettings.defaults().withReplay(LastReplay.planOf(client, applicationId));
        try (RunningTopology running = new RunningTopology(
                new StockTopology(settings, new TopologyMetrics(new SimpleMeterRegistry())), streams)) {
            running.start();
            long startedNanos = System.nanoTime();
            await();
            awaitReady(running);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
            System.out.printf("rebuilt: %,d offsets in %.1f s%n", span.total(), millis / 1000.0);
        }
    }

    private void awaitReady(RunningTopology running) throws InterruptedException {
        Optional<String> reason = running.notReadyBecause();
        while (reason.isPresent()) {
            line.say(reason.get());
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            reason = running.notReadyBecause();
        }
        line.done();
    }

    /** Waits until the application is behind the fence. */
    public void await() throws InterruptedException {
        ReplayProgress progress = new ReplayProgress();
        for (long done = 0; done < span.total(); done = span.done(start.committed())) {
            line.say(progress.tell(done, span.total()));
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        line.done();
    }
}
