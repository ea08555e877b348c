package io.stocktide.sink.reconcile;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.value.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What operators have asked to be read again, as the topic {@code jobs} tells: each once, whoever was restarted meanwhile.
 */
public final class Requests {
    /** Whoever reads a shop tells of it more often. */
    static final Duration SILENT = Duration.ofSeconds(30);

    private static final int MAX_OPEN = 1_000;
    private static final int MAX_ENDED = 1_000;

    private final Set<String> known;
    private final Map<String, Job> open = new LinkedHashMap<>();
    /** Of what was ended here: an older record of it may come yet. */
    private final Map<String, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ENDED;
        }
    };

    /** @param shops of which it takes any */
    public Requests(Set<String> shops) {
        this.known = Set.copyOf(shops);
    }

    /** A record of {@code jobs}. */
    public synchronized void take(String key, Job job) {
        if (key == null || job == null || job.shop() == null || job.kind() != Job.Kind.RECONCILE) {
            return;
        }
        boolean isOwn = known.contains(job.shop()) && key.equals(Keys.of(job.shop(), job.jobId()));
        if (!isOwn || ended.containsKey(job.jobId())) {
            return;
        }
        if (job.state().isEnd()) {
            open.remove(job.jobId());
        } else if (open.size() < MAX_OPEN || open.containsKey(job.jobId())) {
            open.put(job.jobId(), job);
        }
    }

    /** The oldest of the shop that nobody reads by: none has begun, or whoever had is no longer heard of. */
    synchronized Optional<Job> next(String shop, Instant now) {
        return open.values().stream()
                .filter(job -> job.shop().equals(shop))
                .filter(job ->
                        job.state() == Job.State.REQUESTED || job.updatedAt().isBefore(now.minus(SILENT)))
                .min(Comparator.comparing(Job::requestedAt));
    }

    /** The shops of which something has been asked for. */
    synchronized Set<String> shops() {
        return open.values().stream().map(Job::shop).collect(Collectors.toSet());
    }

    /** It has its end here. */
    synchronized void end(String jobId) {
        open.remove(jobId);
        ended.put(jobId, true);
    }
}
