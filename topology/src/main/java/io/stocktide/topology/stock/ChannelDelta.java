package io.stocktide.topology.stock;

/**
 * What a line of a channel event did at one level.
 *
 * @param occurredAtMillis by the channel's clock
 * @param lineId the line's place: its event's offset on {@code channel-events} times {@link #LINES}, plus its number
 * @param cause the event's idempotency key
 */
public record ChannelDelta(int delta, long occurredAtMillis, long lineId, String cause) {
    /** No event has more lines. */
    public static final int LINES = 250;

    /** The id of a line. */
    public static long lineId(long offset, int index) {
        return offset * LINES + index;
    }

    long offset() {
        return offsetOf(lineId);
    }

    static long offsetOf(long lineId) {
        return Math.floorDiv(lineId, LINES);
    }
}
