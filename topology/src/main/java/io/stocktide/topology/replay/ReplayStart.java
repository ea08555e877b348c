package io.stocktide.topology.replay;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Replay;
import io.stocktide.service.kafka.AdminAnswers;
import io.stocktide.topology.streams.FenceMarkers;
import io.stocktide.topology.streams.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Begins a replay: lays the fence, makes it known, and only then moves the application back. Stopped between two
 * steps, it leaves an application that goes on where it was: a fence that nobody knows of is passed over, and one that
 * is known and lies right ahead is soon behind.
 */
public final class ReplayStart implements AutoCloseable {
    private final Map<String, String> client;
    private final String applicationId;
    private final Admin admin;
    private final InputOffsets inputs;

    public ReplayStart(Map<String, String> client, String applicationId) {
        this.client = Map.copyOf(client);
        this.applicationId = applicationId;
        this.admin = Admin.create(new HashMap<>(client));
        this.inputs = new InputOffsets(admin);
    }

    /** How many members the application's group has. One that was killed counts until its session is over. */
    public int members() {
        try {
            return AdminAnswers.await(admin.describeConsumerGroups(List.of(applicationId))
                            .describedGroups()
                            .get(applicationId))
                    .members()
                    .size();
        } catch (KafkaException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0; // It has never run.
            }
            throw e;
        }
    }

    /** Puts every member out of the group; one that lives comes back. */
    public void removeMembers() {
        if (members() > 0) {
            AdminAnswers.await(
                    admin.removeMembersFromConsumerGroup(applicationId, new RemoveMembersFromConsumerGroupOptions())
                            .all());
        }
    }

    /**
     * Begins it. The group must have no members.
     *
     * @param since facts are read from then on; null for the earliest
     */
    public Span begin(Instant since) {
        String replayId = UUID.randomUUID().toString();
        Map<TopicPartition, Long> until = layFence(replayId);
        announce(new Replay(replayId, applicationId, since, Instant.now()));
        OffsetSpec spec = since == null ? OffsetSpec.earliest() : OffsetSpec.forTimestamp(since.toEpochMilli());
        Map<TopicPartition, Long> from = inputs.at(spec);
        reset(from);
        deleteChangelogs();
        return new Span(from, until);
    }

    /** Where the group is now. */
    public Map<TopicPartition, Long> committed() {
        return inputs.committed(applicationId);
    }

    /** Returns the offsets behind the markers. */
    private Map<TopicPartition, Long> layFence(String replayId) {
        Map<String, byte[]> values = new HashMap<>();
        Topics.inputs().forEach(input -> values.put(input.name(), FenceMarkers.value(input)));
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<String, byte[]> producer = producer()) {
            for (TopicPartition partition : inputs.partitions()) {
                sent.add(producer.send(new ProducerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        FenceMarkers.key(replayId),
                        values.get(partition.topic()))));
            }
        }
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (Future<RecordMetadata> each : sent) {
            RecordMetadata marker = written(each);
            behind.put(new TopicPartition(marker.topic(), marker.partition()), marker.offset() + 1);
        }
        return behind;
    }

    private void announce(Replay replay) {
        byte[] value = Topics.REPLAYS.valueSerde().serializer().serialize(Topics.REPLAYS.name(), replay);
        try (Producer<String, byte[]> producer = producer()) {
            // Always the same partition, so that the last one written is the last one read.
            written(producer.send(new ProducerRecord<>(Topics.REPLAYS.name(), 0, applicationId, value)));
        }
    }

    private Producer<String, byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private static RecordMetadata written(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void reset(Map<TopicPartition, Long> from) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        from.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        AdminAnswers.await(
                admin.alterConsumerGroupOffsets(applicationId, offsets).all());
    }

    /** The state of before must not be restored. Streams makes the topics again. */
    private void deleteChangelogs() {
        Set<String> present = AdminAnswers.await(admin.listTopics().names());
        List<String> changelogs = Stores.NAMES.stream()
                .map(store -> applicationId + '-' + store + "-changelog")
                .filter(present::contains)
                .toList();
        AdminAnswers.await(admin.deleteTopics(changelogs).all());
    }

    @Override
    public void close() {
        admin.close();
    }
}
