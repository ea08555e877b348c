package io.stocktide.bench.peers;

import io.stocktide.service.kafka.AdminAnswers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What people put on Kafka where they have no streams: plain consumers that keep stock in Redis, {@code SET NX} against
 * repeats and {@code DECRBY} for each line, both pipelined, offsets committed after each poll.
 *
 * <p>What it guarantees: each record is read at least once. What it does not:
 *
 * <ul>
 *   <li>a crash between {@code SET NX} and {@code DECRBY} loses the orders of that poll: read again, they count as seen;
 *   <li>a crash between {@code DECRBY} and the commit loses nothing, as {@code SET NX} skips them; a crash within the
 *       {@code DECRBY}s leaves some lines taken off and some not;
 *   <li>Redis may lose the last second of both at a crash of its own, while the offsets stand: those orders are lost;
 *   <li>a second version of an order lowers stock once more: there is no order of versions, and no joining of them;
 *   <li>refunds, edits, levels and channel events are not counted; there is no ledger, and nothing that Shopify is told.
 * </ul>
 */
public final class RedisConsumer implements AutoCloseable {
    /** @param redis empty where orders are only parsed */
    record Settings(String bootstrapServers, String topic, Optional<URI> redis, String group, int threads) {}

    private static final String USAGE = "RedisConsumer BOOTSTRAP_SERVERS TOPIC REDIS_URL GROUP THREADS [--parse-only]";
    private static final String PARSE_ONLY = "--parse-only";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final String KAFKA_TIMEOUT_MILLIS = "10000";

    private final CompletableFuture<Void> assigned = new CompletableFuture<>();
    private final List<ConsumerLoop> loops = new ArrayList<>();
    private final CompletableFuture<Void> ended;

    private RedisConsumer(Settings settings, int partitions) {
        AtomicInteger owned = new AtomicInteger();
        for (int i = 0; i < settings.threads(); i++) {
            PolledWork work = settings.redis().<PolledWork>map(RedisStock::new).orElseGet(PolledWork::parsing);
            loops.add(new ConsumerLoop(settings, work, change -> {
                if (owned.addAndGet(change) == partitions) {
                    assigned.complete(null);
                }
            }));
        }
        ended = CompletableFuture.allOf(loops.stream().map(this::begun).toArray(CompletableFuture[]::new));
    }

    /**
     * Arguments: bootstrap servers, topic, Redis' URL, consumer group, threads, and {@code --parse-only} where Redis is to
     * be left alone. Says {@code ready} once it has all partitions, and stops at SIGTERM. Exit code 2 where it cannot
     * start, 1 where it breaks.
     */
    public static void main(String[] arguments) {
        RedisConsumer consumer = started(arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(consumer::close));
        try {
            CompletableFuture.anyOf(consumer.assigned, consumer.ended).join();
            System.out.println("ready");
            consumer.ended.join();
        } catch (CompletionException e) {
            exit(1, e.getCause());
        }
    }

    /** Throws where the topic is not there, or Kafka or Redis does not answer. */
    static RedisConsumer start(Settings settings) {
        return new RedisConsumer(settings, partitions(settings));
    }

    private static RedisConsumer started(String[] arguments) {
        try {
            return start(settings(arguments));
        } catch (RuntimeException e) {
            throw exit(2, e);
        }
    }

    private static Settings settings(String[] arguments) {
        List<String> given =
                Stream.of(arguments).filter(a -> !a.equals(PARSE_ONLY)).toList();
        if (given.size() != 5) {
            throw new IllegalArgumentException("usage: " + USAGE);
        }
        boolean parseOnly = given.size() < arguments.length;
        Optional<URI> redis = parseOnly ? Optional.empty() : Optional.of(URI.create(given.get(2)));
        return new Settings(given.get(0), given.get(1), redis, given.get(3), Integer.parseInt(given.get(4)));
    }

    private static int partitions(Settings settings) {
        Map<String, Object> configs = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(configs)) {
            var described = admin.describeTopics(List.of(settings.topic())).topicNameValues();
            return AdminAnswers.await(described.get(settings.topic()))
                    .partitions()
                    .size();
        }
    }

    /** Where one loop breaks, the others stop too: half a consumer would only be slow. */
    private CompletableFuture<Void> begun(ConsumerLoop loop) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(loop, work -> new Thread(work, "consumer").start());
        return done.whenComplete((nothing, failure) -> loops.forEach(ConsumerLoop::stop));
    }

    /** Lets each thread finish its poll, and commits. Throws nothing: what broke a loop is told by whoever waits for it. */
    @Override
    public void close() {
        loops.forEach(ConsumerLoop::stop);
        ended.exceptionally(failure -> null)
                .completeOnTimeout(null, STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static IllegalStateException exit(int code, Throwable failure) {
        System.err.println(failure.getMessage());
        System.exit(code);
        return new IllegalStateException("exited");
    }
}
