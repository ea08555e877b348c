package io.stocktide.schemas.topic;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic: what it is called, what it holds and how long. Keys are strings that begin with the shop ({@link Keys}),
 * and the shop alone decides the partition ({@link ShopPartitioner}).
 *
 * @param retention how long a record is kept where the cleanup deletes; empty for a topic that only compacts
 * @param <V> the value
 */
public record Topic<V>(String name, Serde<V> valueSerde, Cleanup cleanup, Optional<Duration> retention) {
    public Topic {
        Objects.requireNonNull(name);
        Objects.requireNonNull(valueSerde);
        if ((cleanup == Cleanup.COMPACT) == retention.isPresent()) {
            throw new IllegalArgumentException(name + ": a retention belongs to a topic that deletes, and to it only");
        }
    }

    static <V> Topic<V> of(String name, Serde<V> serde, Cleanup cleanup, Duration retention) {
        return new Topic<>(name, serde, cleanup, Optional.of(retention));
    }

    static <V> Topic<V> compacted(String name, Serde<V> serde) {
        return new Topic<>(name, serde, Cleanup.COMPACT, Optional.empty());
    }
}
