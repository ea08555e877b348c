package io.stocktide.topology.routing;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.Stores;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Finds where the copies of a shop's state are. The last that was heard holds on while there is no newer, so that an
 * instance that stops knows whom to ask to the end.
 */
public final class Placements {
    /** An assignment lasts for minutes at least, and to ask Streams takes a lock. */
    private static final long FRESH_NANOS = Duration.ofMillis(200).toNanos();

    private record Heard(Placement placement, long atNanos) {}

    private final KafkaStreams streams;
    /** By shop: only those that are configured get this far. */
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    private final Map<Integer, Heard> placements = new ConcurrentHashMap<>();

    public Placements(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * The partition of a shop. Throws {@link NotHereException} as long as it was never heard.
     *
     * @param shop one that is configured
     */
    public int partitionOf(String shop) {
        Integer partition = partitions.get(shop);
        return partition != null ? partition : of(shop).partition();
    }

    /** Throws {@link NotHereException} as long as nothing was heard of the shop's partition. */
    public Placement of(String shop) {
        Integer partition = partitions.get(shop);
        Heard last = partition == null ? null : placements.get(partition);
        long nowNanos = System.nanoTime();
        if (last != null && nowNanos - last.atNanos() < FRESH_NANOS) {
            return last.placement();
        }
        Optional<Placement> now = ask(shop);
        now.ifPresent(placement -> {
            partitions.put(shop, placement.partition());
            placements.put(placement.partition(), new Heard(placement, nowNanos));
        });
        return now.or(() -> Optional.ofNullable(last).map(Heard::placement))
                .orElseThrow(() -> new NotHereException("The tasks are being assigned."));
    }

    private Optional<Placement> ask(String shop) {
        try {
            KeyQueryMetadata metadata = streams.queryMetadataForKey(
                    Stores.SHOP_STATE, Keys.of(shop, ""), StockTopology.BY_SHOP::partitions);
            return metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                    ? Optional.empty()
                    : Optional.of(Placement.of(metadata));
        } catch (StreamsException | IllegalStateException e) {
            return Optional.empty(); // Not started yet, or stopped.
        }
    }
}
