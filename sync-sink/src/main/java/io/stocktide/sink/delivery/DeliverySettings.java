package io.stocktide.sink.delivery;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;

/**
 * How long a batch is worth trying.
 *
 * @param keyMemory how long Shopify remembers an idempotency key: later, the same delta would be applied once more
 * @param hold how long a batch may hold back its partition's offset; then it is put to the partition's end
 * @param patience how long a shop that answers may go on refusing a batch for the moment before that is given up; a
 *     shop that does not answer at all is waited for
 */
public record DeliverySettings(Duration keyMemory, Duration hold, Duration patience) {
    /** What is left of the key's life where it is no longer used, so that a call that was just sent arrives in time. */
    private static final int SPARED = 10;

    public DeliverySettings {
        if (keyMemory.toMillis() < SPARED || hold.toMillis() < 1 || patience.isNegative()) {
            throw new ConfigException("the key's life and the longest hold must be above zero");
        }
    }

    /** 24 h as Shopify says, 60 s and 15 min. */
    public static DeliverySettings defaults() {
        return new DeliverySettings(Duration.ofHours(24), Duration.ofSeconds(60), Duration.ofMinutes(15));
    }

    public DeliverySettings withKeyMemory(Duration memory) {
        return new DeliverySettings(memory, hold, patience);
    }

    public DeliverySettings withHold(Duration longest) {
        return new DeliverySettings(keyMemory, longest, patience);
    }

    public DeliverySettings withPatience(Duration other) {
        return new DeliverySettings(keyMemory, hold, other);
    }

    /** How old a key may be that is sent once more. */
    Duration keyIsUsedFor() {
        return keyMemory.minus(keyMemory.dividedBy(SPARED));
    }

    /** Never so long that a key could die meanwhile. */
    Duration holdWithinKey() {
        Duration most = keyMemory.dividedBy(2L * SPARED);
        return hold.compareTo(most) < 0 ? hold : most;
    }
}
