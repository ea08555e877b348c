package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * So many reads a second at a constant rate, whether answers come or not, spread as a load balancer does: over the
 * instances that are ready as last looked at; one that does not answer is left out until it is ready again. No read is
 * sent twice.
 */
final class ReadLoad implements AutoCloseable {
    /**
     * One read.
     *
     * @param status 0 where there was no answer
     */
    record Outcome(long startedNanos, long endedNanos, int status, String detail) {
        boolean isAnswered() {
            return status == 200;
        }
    }

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 100;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Map<Role, Boolean> ready = new ConcurrentHashMap<>();
    private final Collection<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final List<Role> instances;
    private final List<Place> places;
    private final Random random;

    /** What is read, as a path and the token that opens it. */
    record Place(String path, String token) {}

    ReadLoad(List<Role> instances, List<Place> places, long seed) {
        this.instances = List.copyOf(instances);
        this.places = List.copyOf(places);
        this.random = new Random(seed);
        instances.forEach(instance -> ready.put(instance, true));
    }

    ReadLoad start(int perSecond) {
        ScheduledFuture<?> sending =
                clock.scheduleAtFixedRate(this::send, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
        ScheduledFuture<?> looking = clock.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(List.of(sending, looking)).noneMatch(ScheduledFuture::isDone);
        return this;
    }

    private void look() {
        for (Role instance : instances) {
            ready.put(instance, isReady(instance));
        }
    }

    private static boolean isReady(Role instance) {
        try {
            return instance.isReady();
        } catch (Exception e) {
            return false;
        }
    }

    private void send() {
        List<Role> candidates = instances.stream().filter(ready::get).toList();
        long started = System.nanoTime();
        if (candidates.isEmpty()) {
            outcomes.add(new Outcome(started, started, 0, "no instance is ready"));
            return;
        }
        Role instance = candidates.get(random.nextInt(candidates.size()));
        Place place = places.get(random.nextInt(places.size()));
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + place.path()))
                .header("Authorization", "Bearer " + place.token())
                .timeout(DEADLINE)
                .build();
        CompletableFuture<?> unused = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, failed) -> note(instance, started, answer, failed));
    }

    private void note(Role instance, long started, HttpResponse<String> answer, Throwable failed) {
        if (failed != null) {
            ready.put(instance, false);
            outcomes.add(new Outcome(started, System.nanoTime(), 0, failed.toString()));
        } else {
            String detail = answer.statusCode() == 200 ? "" : answer.body();
            outcomes.add(new Outcome(started, System.nanoTime(), answer.statusCode(), detail));
        }
    }

    /** All so far, in the order of their starts. */
    List<Outcome> outcomes() {
        List<Outcome> sorted = new ArrayList<>(outcomes);
        sorted.sort((a, b) -> Long.compare(a.startedNanos(), b.startedNanos()));
        return sorted;
    }

    /** The longest time between two answers, of reads that were sent after the moment. */
    static long longestGapMillis(List<Outcome> outcomes) {
        List<Long> ends = outcomes.stream()
                .filter(Outcome::isAnswered)
                .map(Outcome::endedNanos)
                .sorted()
                .toList();
        long longest = 0;
        for (int i = 1; i < ends.size(); i++) {
            longest = Math.max(longest, ends.get(i) - ends.get(i - 1));
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    /** How many by status, 0 for none. */
    static Map<Integer, Integer> byStatus(List<Outcome> outcomes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(outcome.status(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
