package io.stocktide.topology;

import io.stocktide.service.access.HopSignature;
import java.time.Duration;

/**
 * How an instance of the topology stands to the others.
 *
 * @param hopSignature by the key that all instances share; null where they share none, so that none asks another
 * @param drain how long reads and processing go on after it was told to stop, where there are other instances
 * @param onStop whether it is to come back
 */
public record InstanceSettings(HopSignature hopSignature, Duration drain, OnStop onStop) {
    /** What the others are to think of an instance that stops. */
    public enum OnStop {
        /** It comes back: its tasks wait for it as long as its session lasts, and standbys answer meanwhile. */
        REMAIN,
        /** It does not: its tasks move at once. */
        LEAVE
    }

    /** Of one that is alone. */
    public static final InstanceSettings ALONE = new InstanceSettings(null, Duration.ZERO, OnStop.REMAIN);

    public InstanceSettings {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("the time to drain cannot be below zero");
        }
    }
}
