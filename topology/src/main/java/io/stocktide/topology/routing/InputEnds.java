package io.stocktide.topology.routing;

import io.stocktide.topology.state.InputPositions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers twice a second where the inputs end: one small request to each of them. */
public final class InputEnds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InputEnds.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** Where the inputs begin moves on by their retention alone. */
    private static final int SAMPLES_A_LOOK_AT_THE_START = 120;

    private final Map<String, Object> client;
    private final LagRing ring = new LagRing((int) (Freshness.REACH.toMillis() / INTERVAL.toMillis()));
    private final Thread thread = new Thread(this::run, "reads-input-ends");
    private volatile boolean closed;
    private boolean answered = true;
    private List<TopicPartition> partitions = List.of();
    private Map<TopicPartition, Long> starts = Map.of();
    private int samples;

    /**
     * @param client as Kafka's clients take it
     */
    public InputEnds(Map<String, String> client) {
        this.client = new HashMap<>(client);
        this.client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        this.client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        thread.setDaemon(true);
    }

    LagRing ring() {
        return ring;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        try (Admin admin = Admin.create(client)) {
            while (!closed) {
                sample(admin);
                TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample(Admin admin) throws InterruptedException {
        try {
            if (partitions.isEmpty()) {
                partitions = partitions(admin);
            }
            if (samples++ % SAMPLES_A_LOOK_AT_THE_START == 0) {
                starts = offsets(admin, OffsetSpec.earliest());
            }
            long atNanos = System.nanoTime();
            Map<TopicPartition, Long> ends = offsets(admin, OffsetSpec.latest());
            ring.add(new LagRing.Sample(atNanos, byPartition(ends)));
            answered = true;
        } catch (ExecutionException | TimeoutException e) {
            if (answered) {
                LOG.atWarn().setCause(e).log("the brokers do not say where the inputs end; until they do, lag grows");
            }
            answered = false;
        }
    }

    private static List<TopicPartition> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        return await(admin.describeTopics(InputPositions.INPUTS).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Admin admin, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                await(admin.listOffsets(asked).all()).entrySet()) {
            offsets.put(end.getKey(), end.getValue().offset());
        }
        return offsets;
    }

    private static <T> T await(org.apache.kafka.common.KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private long[][] byPartition(Map<TopicPartition, Long> ends) {
        Set<Integer> numbers =
                ends.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet());
        long[][] byPartition = new long[numbers.size()][InputPositions.INPUTS.size()];
        ends.forEach((partition, end) -> {
            int input = InputPositions.INPUTS.indexOf(partition.topic());
            // Of what has expired nothing is left to read.
            boolean empty = end.equals(starts.get(partition));
            byPartition[partition.partition()][input] = empty ? 0 : end;
        });
        return byPartition;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
