package io.stocktide.topology.letters;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.topics.PartitionReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows what has been erased at someone's request and is still there until compaction: to write it again would bring
 * back personal data. Only where a shop has had such a request is a partition read, and each part of it once.
 */
final class Erased {
    /** What has been read of a partition, and the keys whose last record there is a tombstone. */
    private static final class Tombstones {
        private final long from;
        private long next;
        private final Set<String> keys = new HashSet<>();

        private Tombstones(long from) {
            this.from = from;
            this.next = from;
        }

        private boolean take(ConsumerRecord<String, byte[]> record) {
            if (record.value() == null) {
                keys.add(record.key());
            } else {
                keys.remove(record.key());
            }
            return true;
        }
    }

    private final PartitionReader reader;
    private final Map<TopicPartition, Tombstones> read = new HashMap<>();
    private final Set<String> shopsWithRequests = new HashSet<>();
    private final Map<TopicPartition, Long> requestsRead = new HashMap<>();

    Erased(PartitionReader reader) {
        this.reader = reader;
    }

    /** Whether a tombstone follows the record. */
    boolean isErased(ConsumerRecord<String, byte[]> record) {
        if (!hasRequests(Keys.shopOf(record.key()))) {
            return false;
        }
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Tombstones tombstones = read.get(partition);
        if (tombstones == null || tombstones.from > record.offset()) {
            tombstones = new Tombstones(record.offset());
            read.put(partition, tombstones);
        }
        tombstones.next = reader.read(partition, tombstones.next, reader.end(partition), tombstones::take);
        return tombstones.keys.contains(record.key());
    }

    private boolean hasRequests(String shop) {
        String topic = Topics.ERASURES.name();
        TopicPartition requests =
                new TopicPartition(topic, ShopPartitioner.partitionOfShop(shop, reader.partitions(topic)));
        long from = requestsRead.computeIfAbsent(requests, reader::beginning);
        long next = reader.read(requests, from, reader.end(requests), record -> {
            shopsWithRequests.add(Keys.shopOf(record.key()));
            return true;
        });
        requestsRead.put(requests, next);
        return shopsWithRequests.contains(shop);
    }
}
