package io.stocktide.standalone.verify;

import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out how far to read. What follows from a record is written after it, or in one transaction with it: the ends of
 * what follows are asked for first, so that what it followed from is before the other ends.
 */
final class Planning {
    private final VerifySettings settings;
    private final Cluster cluster;

    Planning(VerifySettings settings, Cluster cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    List<PartitionPlan> plans() {
        List<String> caused = List.of(Topics.WEBHOOKS.name(), Topics.BATCHES.name());
        List<String> causing = List.of(
                Topics.STOCK.name(),
                Topics.LEDGER.name(),
                Topics.DELIVERIES.name(),
                Topics.CHANNEL_EVENTS.name(),
                Topics.REPLIES.name(),
                settings.changelog());
        List<String> all = new ArrayList<>(caused);
        all.addAll(causing);
        int partitions = cluster.partitions(all);
        Map<TopicPartition, Long> committed = cluster.committed(settings.applicationId());
        Map<TopicPartition, Long> ends = new HashMap<>(cluster.ends(all(caused, partitions)));
        ends.putAll(cluster.ends(all(causing, partitions)));
        Map<TopicPartition, Long> beginnings = cluster.beginnings(all(all, partitions));
        return partitionsToRead(partitions)
                .mapToObj(partition -> plan(partition, all, beginnings, ends, committed))
                .toList();
    }

    private IntStream partitionsToRead(int partitions) {
        return settings.shop() == null
                ? IntStream.range(0, partitions)
                : IntStream.of(ShopPartitioner.partitionOfShop(settings.shop(), partitions));
    }

    private static List<TopicPartition> all(List<String> topics, int partitions) {
        return topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, partitions).mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
    }

    private PartitionPlan plan(
            int number,
            List<String> topics,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> committed) {
        Map<String, Span> spans = new HashMap<>();
        for (String topic : topics) {
            TopicPartition partition = new TopicPartition(topic, number);
            spans.put(topic, new Span(partition, beginnings.get(partition), ends.get(partition)));
        }
        Span webhooks = spans.get(Topics.WEBHOOKS.name());
        long processed = Math.min(webhooks.to(), committed.getOrDefault(webhooks.partition(), webhooks.from()));
        long sinceMillis = rememberedSince(webhooks.partition());
        long from = cluster.offsetAt(webhooks.partition(), sinceMillis, webhooks.to());
        spans.put(Topics.WEBHOOKS.name(), new Span(webhooks.partition(), from, processed));
        return new PartitionPlan(spans, sinceMillis, webhooks.to() - Math.max(webhooks.from(), processed));
    }

    /** The topology forgets by the time of records, of which the newest is now. */
    private long rememberedSince(TopicPartition webhooks) {
        long remembered = cluster.newestMillis(webhooks).orElse(0)
                - settings.webhookMemory().toMillis();
        long asked = settings.since() == null ? 0 : settings.since().toEpochMilli();
        return Math.max(0, Math.max(remembered, asked));
    }
}
