package io.stocktide.topology.overview;

import io.stocktide.schemas.rest.Overview.Instance;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.topology.jobs.JobBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Every instance that has told of itself of late. */
final class InstanceBoard {
    /** Three pulses are missing by then. */
    static final Duration SILENT = Duration.ofSeconds(17);

    /** Whoever is gone for so long is no longer a part of the system. */
    static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private static final int MAX_INSTANCES = 200;

    private final Map<String, Pulse> newest = new TreeMap<>();

    /** How far all active copies together are behind. */
    record Lag(long records, Long millis) {}

    synchronized void add(String instance, Pulse pulse, Instant now) {
        forget(now);
        Pulse known = newest.get(instance);
        boolean hasPlace = known != null || newest.size() < MAX_INSTANCES;
        if (hasPlace && !isForgotten(pulse, now) && (known == null || pulse.at().isAfter(known.at()))) {
            newest.put(instance, pulse);
        }
    }

    /** In the order of their roles and names. */
    synchronized List<Instance> instances(Instant now) {
        forget(now);
        return newest.values().stream().map(pulse -> instance(pulse, now)).toList();
    }

    synchronized Lag lag(Instant now) {
        Collection<Pulse.State> states = states(now);
        boolean isKnown = states.stream().map(Pulse.State::lagMillis).allMatch(Objects::nonNull);
        return new Lag(
                states.stream().mapToLong(Pulse.State::lagRecords).sum(),
                states.isEmpty() || !isKnown
                        ? null
                        : states.stream()
                                .mapToLong(Pulse.State::lagMillis)
                                .max()
                                .getAsLong());
    }

    synchronized long ledgerMismatches(Instant now) {
        return states(now).stream().mapToLong(Pulse.State::ledgerMismatches).sum();
    }

    synchronized JobBoard.Rebuilding rebuilding(Instant now) {
        Collection<Pulse.State> states = states(now);
        return new JobBoard.Rebuilding(
                states.stream().mapToInt(Pulse.State::partitions).sum(),
                states.stream().mapToInt(Pulse.State::rebuilding).sum());
    }

    /** Of whoever is heard: what a dead one told is another's by now. */
    private Collection<Pulse.State> states(Instant now) {
        return newest.values().stream()
                .filter(pulse -> !isSilent(pulse, now))
                .map(Pulse::state)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Instance instance(Pulse pulse, Instant now) {
        String reason = isSilent(pulse, now) && pulse.notReadyBecause() == null
                ? "not heard of for " + Duration.between(pulse.at(), now).toSeconds() + " s"
                : pulse.notReadyBecause();
        return new Instance(pulse.role(), pulse.instance(), pulse.at(), reason == null, reason);
    }

    private void forget(Instant now) {
        newest.values().removeIf(pulse -> isForgotten(pulse, now));
    }

    private static boolean isForgotten(Pulse pulse, Instant now) {
        return pulse.at().isBefore(now.minus(FORGOTTEN));
    }

    private static boolean isSilent(Pulse pulse, Instant now) {
        return pulse.at().isBefore(now.minus(SILENT));
    }
}
