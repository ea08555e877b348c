package io.stocktide.topology.stock;

/**
 * A count that Shopify has not taken over yet.
 *
 * @param eventId the channel event that counted
 * @param offset where it lies on the shop's partition of {@code channel-events}
 * @param occurredAtMillis when it was counted, by the channel's clock
 * @param target what Shopify is to hold: the count less what left since
 * @param staleAtSecond the observation that Shopify has called stale; the next attempt waits for a newer one.
 *     {@link Long#MIN_VALUE} where there was none
 */
public record PendingCount(String eventId, long offset, long occurredAtMillis, long target, long staleAtSecond) {
    public static PendingCount of(String eventId, long offset, long occurredAtMillis, long target) {
        return new PendingCount(eventId, offset, occurredAtMillis, target, Long.MIN_VALUE);
    }

    PendingCount lowered(long by) {
        return new PendingCount(eventId, offset, occurredAtMillis, target - by, staleAtSecond);
    }

    PendingCount stale(long atSecond) {
        return new PendingCount(eventId, offset, occurredAtMillis, target, atSecond);
    }
}
