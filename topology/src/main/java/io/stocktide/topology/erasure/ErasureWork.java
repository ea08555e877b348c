package io.stocktide.topology.erasure;

import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Erasure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Does some requests together: a partition is read once for all of them, and once more where orders were learnt of. */
final class ErasureWork {
    /** The copies last, so that one made for a request is found by another of the same work. */
    private static final List<Topic<?>> IN_ORDER = List.of(
            Topics.WEBHOOKS,
            Topics.CHANNEL_EVENTS,
            Topics.SNAPSHOTS,
            Topics.DELIVERIES,
            Topics.LOOKUPS,
            Topics.CONNECTIONS,
            Topics.DATA_REQUESTS);

    private final PartitionScan scan;
    private final ErasureWriter writer;

    private ErasureWork(PartitionScan scan, ErasureWriter writer) {
        this.scan = scan;
        this.writer = writer;
    }

    /**
     * Returns the number of tombstones once all is done and at the brokers.
     *
     * @param pulse run now and then meanwhile; what it throws ends the work
     */
    static long run(ErasureClients clients, List<Erasure> requests, Runnable pulse) {
        try (Consumer<String, byte[]> scanner = clients.scanner();
                Producer<String, byte[]> producer = clients.producer()) {
            ErasureWriter writer = new ErasureWriter(producer);
            new ErasureWork(new PartitionScan(scanner, pulse), writer).run(requests);
            return writer.erased();
        }
    }

    private void run(List<Erasure> requests) {
        List<Errand> errands = requests.stream()
                .map(request -> Requests.errand(request, contactIn(request)))
                .toList();
        for (Topic<?> topic : IN_ORDER) {
            byPartition(topic, errands)
                    .forEach((partition, some) -> read(new TopicPartition(topic.name(), partition), some));
            writer.flush();
        }
        errands.forEach(errand -> errand.finish(writer));
        writer.flush();
    }

    private Contact contactIn(Erasure request) {
        return scan.recordAt(new TopicPartition(Topics.WEBHOOKS.name(), request.partition()), request.offset())
                .filter(record -> Requests.keyOf(request).equals(record.key()))
                .map(record -> Contact.in(record.value()))
                .orElse(Contact.NONE);
    }

    private Map<Integer, List<Errand>> byPartition(Topic<?> topic, List<Errand> errands) {
        int partitions = scan.partitionsOf(topic.name());
        return errands.stream()
                .filter(errand -> errand.topics().contains(topic))
                .collect(Collectors.groupingBy(errand ->
                        ShopPartitioner.partitionOfShop(errand.request().shop(), partitions)));
    }

    private void read(TopicPartition partition, List<Errand> errands) {
        Map<String, List<Errand>> byShop = errands.stream()
                .collect(Collectors.groupingBy(errand -> errand.request().shop()));
        boolean again;
        do {
            scan.readAll(
                    partition,
                    record -> byShop.getOrDefault(shopOf(record), List.of())
                            .forEach(errand -> errand.meet(record, writer)));
            again = false;
            for (Errand errand : errands) {
                again |= errand.wantsAnotherPass();
            }
        } while (again);
    }

    /** Empty where the key names none: a stranger's record. */
    private static String shopOf(ConsumerRecord<String, byte[]> record) {
        int slash = record.key() == null ? -1 : record.key().indexOf('/');
        return slash < 0 ? "" : record.key().substring(0, slash);
    }
}
