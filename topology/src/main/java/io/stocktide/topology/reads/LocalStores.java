package io.stocktide.topology.reads;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.Stores;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** Finds the copy of a shop's state that this instance has. */
public final class LocalStores {
    private static final int RETRY_SECONDS = 2;

    private final KafkaStreams streams;
    private final IntPredicate isLive;

    /**
     * @param isLive whether a partition's state is of now, and not being rebuilt
     */
    public LocalStores(KafkaStreams streams, IntPredicate isLive) {
        this.streams = streams;
        this.isLive = isLive;
    }

    /** Throws a 503 while the shop's state cannot be read here. */
    LocalCopy of(String shop) {
        try {
            KeyQueryMetadata where = streams.queryMetadataForKey(
                    Stores.SHOP_STATE, Keys.of(shop, ""), StockTopology.BY_SHOP::partitions);
            if (where == null || where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                throw unavailable("The tasks are being assigned.");
            }
            if (!isLive.test(where.partition())) {
                throw unavailable("A replay is rebuilding the shop's state.");
            }
            return new LocalCopy(streams, where.partition());
        } catch (InvalidStateStoreException e) {
            throw unavailable("The shop's state is being restored or lies on another instance.");
        }
    }

    static ProblemException unavailable(String detail) {
        return ProblemException.retryable(503, "unavailable", "Stock cannot be read now", detail, RETRY_SECONDS);
    }
}
