package io.stocktide.topology.jobs;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.Job.Kind;
import io.stocktide.schemas.value.Job.State;
import io.stocktide.schemas.value.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All jobs as the topics tell of them: those that were asked for by REST, and what commands do, as the same kind of
 * record.
 */
public final class JobBoard {
    /** Who does something tells of it every few seconds. */
    public static final Duration SILENT = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MAX_KEPT = 10_000;
    private static final String CONNECTION = "connection";

    /** How far a replay is: of so many partitions, so many are being rebuilt. */
    public record Rebuilding(int partitions, int left) {}

    private final String applicationId;
    private final Map<String, Job> jobs = bounded();
    private final Map<String, Connection> connections = bounded();
    private Replay replay;

    /** @param applicationId whose replays are shown */
    public JobBoard(String applicationId) {
        this.applicationId = applicationId;
    }

    /** Those that were not heard of for longest go first. */
    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX_KEPT;
            }
        };
    }

    /** A record of {@code jobs}; one that is older than what is known is passed over. */
    public synchronized void job(String key, Job job) {
        if (key == null || job == null || job.shop() == null || !key.equals(Keys.of(job.shop(), job.jobId()))) {
            return;
        }
        Job known = jobs.get(key);
        if (known == null || !job.updatedAt().isBefore(known.updatedAt())) {
            jobs.remove(key);
            jobs.put(key, job);
        }
    }

    /** A record of {@code connections}. */
    public synchronized void connection(String key, Connection connection) {
        if (key != null && connection != null && key.equals(Keys.connection(connection.shop()))) {
            connections.remove(key);
            connections.put(key, connection);
        }
    }

    /** A record of {@code replays}. */
    public synchronized void replay(String key, Replay newest) {
        if (applicationId.equals(key)) {
            replay = newest;
        }
    }

    /** As it is now; empty where the shop has no such job. */
    public synchronized Optional<Job> find(String shop, String jobId, Instant now) {
        return CONNECTION.equals(jobId)
                ? Optional.ofNullable(connections.get(Keys.connection(shop))).flatMap(each -> connecting(each, now))
                : Optional.ofNullable(jobs.get(Keys.of(shop, jobId))).map(job -> asOf(job, now));
    }

    /** A shop's job of that kind that goes on, if there is one. */
    public synchronized Optional<Job> underWay(String shop, Kind kind, Instant now) {
        return jobs.values().stream()
                .filter(job -> job.kind() == kind && job.shop().equals(shop))
                .map(job -> asOf(job, now))
                .filter(job -> !job.state().isEnd())
                .findFirst();
    }

    /** All of the last seven days, the newest first. */
    public synchronized List<Job> all(Rebuilding rebuilding, Instant now) {
        List<Job> all = new ArrayList<>();
        jobs.values().forEach(job -> all.add(asOf(job, now)));
        connections.values().forEach(each -> connecting(each, now).ifPresent(all::add));
        replaying(rebuilding, now).ifPresent(all::add);
        all.removeIf(job -> job.updatedAt().isBefore(now.minus(KEPT)));
        all.sort(Comparator.comparing(Job::requestedAt).reversed().thenComparing(Job::jobId));
        return all;
    }

    /** What should have been heard of by now has been left, or nobody has taken it. */
    private static Job asOf(Job job, Instant now) {
        if (job.state().isEnd() || job.updatedAt().isAfter(now.minus(SILENT))) {
            return job;
        }
        return switch (job.state()) {
            case RUNNING -> job.now(State.FAILED, job.done(), job.total(), job.updatedAt(), "left unfinished");
            default -> job.now(job.state(), job.done(), job.total(), job.updatedAt(), "no instance has taken it yet");
        };
    }

    private static Optional<Job> connecting(Connection connection, Instant now) {
        CatalogLoad load = connection.load();
        if (load == null || connection.state() == Connection.State.DISCONNECTED) {
            return Optional.empty();
        }
        boolean connected = connection.state() == Connection.State.CONNECTED;
        boolean left = !connected && connection.changedAt().isBefore(now.minus(SILENT));
        State running = left ? State.FAILED : State.RUNNING;
        return Optional.of(new Job(
                CONNECTION,
                connection.shop(),
                Kind.CONNECT,
                connected ? State.DONE : running,
                load.variantsRead(),
                load.variantsExpected(),
                null,
                null,
                load.startedAt(),
                connection.changedAt(),
                left ? "cut off; 'stocktide shops connect' takes it up again" : null));
    }

    private Optional<Job> replaying(Rebuilding rebuilding, Instant now) {
        if (replay == null) {
            return Optional.empty();
        }
        boolean running = rebuilding.left() > 0;
        return Optional.of(new Job(
                replay.replayId(),
                null,
                Kind.REPLAY,
                running ? State.RUNNING : State.DONE,
                rebuilding.partitions() - rebuilding.left(),
                rebuilding.partitions() == 0 ? null : Long.valueOf(rebuilding.partitions()),
                null,
                replay.since(),
                replay.startedAt(),
                running ? now : replay.startedAt(),
                null));
    }
}
