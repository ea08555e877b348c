package io.stocktide.topology.stock;

/**
 * What a channel did at one level.
 *
 * @param occurredAtMillis by the channel's clock
 * @param offset where its event lies on the shop's partition of {@code channel-events}
 * @param parkedId the line's id where it waited for its SKU and is posted later than it was read; null otherwise
 * @param cause the event's idempotency key
 */
public record ChannelDelta(int delta, long occurredAtMillis, long offset, Long parkedId, String cause) {}
