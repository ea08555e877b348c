package io.stocktide.schemas.rest;

/**
 * Of when an answer is.
 *
 * @param partition of the shop, on every topic
 * @param offset the last offset of the topic {@code channel-events} that the answer contains, as the 202 of a channel
 *     event gives it; null where it contains none yet
 * @param lagMillis the answer contains whatever Kafka held this long ago, at least; null where that is not known, which
 *     only an active copy may say
 * @param role of the copy that answered
 */
public record AsOf(int partition, Long offset, Long lagMillis, Role role) {
    /** What a copy of a partition's state is for. */
    public enum Role {
        /** It processes what comes in. */
        ACTIVE,
        /** It follows the active one, or is about to become it. */
        STANDBY
    }
}
