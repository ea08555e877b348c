package io.stocktide.topology.routing;

import io.stocktide.topology.state.InputPositions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** How old a copy of the state is at most: it contains all that Kafka held at some moment, and that one is known. */
public final class Freshness {
    /**
     * Kept at two samples a second. A copy further behind than that does not say how far, and does not answer: no shop
     * would sell by it.
     */
    static final Duration REACH = Duration.ofMinutes(5);

    private final LagRing ring;
    /** When each partition's active copy contained all; looked at anew only where a newer sample may tell more. */
    private final Map<Integer, Long> activeNanos = new ConcurrentHashMap<>();

    public Freshness(InputEnds ends) {
        this(ends.ring());
    }

    Freshness(LagRing ring) {
        this.ring = ring;
    }

    /**
     * The lag of a copy in milliseconds; empty where it cannot be told, since it is far behind or nothing has been heard
     * of the brokers yet. Where they do not answer it grows with time.
     */
    public OptionalLong lagMillis(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        return millisSince(ring.containedNanos(partition, InputPositions.all(store)));
    }

    /** The same for a copy that has never stopped being active since it was last asked about; that costs less. */
    public OptionalLong activeLagMillis(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        OptionalLong newest = ring.newestNanos();
        Long known = activeNanos.get(partition);
        if (known != null && newest.isPresent() && known == newest.getAsLong()) {
            return millisSince(newest);
        }
        OptionalLong contained = ring.containedNanos(partition, InputPositions.all(store));
        if (contained.isPresent()) {
            activeNanos.put(partition, contained.getAsLong());
        } else {
            activeNanos.remove(partition);
        }
        return millisSince(contained);
    }

    /**
     * How far a copy is behind each of {@link InputPositions#INPUTS}.
     *
     * @return as long as nothing has been heard of the brokers, nothing
     */
    public Optional<InputLag[]> inputLags(int partition, ReadOnlyKeyValueStore<Bytes, byte[]> store) {
        long[] last = InputPositions.all(store);
        InputLag[] lags = new InputLag[last.length];
        for (int input = 0; input < last.length; input++) {
            OptionalLong records = ring.recordsBehind(partition, input, last[input]);
            if (records.isEmpty()) {
                return Optional.empty();
            }
            lags[input] =
                    new InputLag(records.getAsLong(), millisSince(ring.containedNanos(partition, input, last[input])));
        }
        return Optional.of(lags);
    }

    private static OptionalLong millisSince(OptionalLong nanos) {
        return nanos.isEmpty()
                ? nanos
                : OptionalLong.of(Math.max(
                        0,
                        Duration.ofNanos(System.nanoTime() - nanos.getAsLong()).toMillis()));
    }
}
