package io.stocktide.topology.stream;

import java.time.Duration;

/**
 * What streams may cost.
 *
 * @param maxStreams open at once on this instance
 * @param maxStreamsPerShop open at once for one shop on this instance
 * @param maxWaitingEvents what one stream may have waiting for its reader
 * @param maxWaitingBytes likewise; one event that is larger than this waits alone
 * @param heartbeat after how long without an event a comment is sent
 * @param maxStall how long a reader may take nothing while something waits
 * @param maxAge after how long a stream ends, so that whoever opened it shows the token again
 */
public record StreamSettings(
        int maxStreams,
        int maxStreamsPerShop,
        int maxWaitingEvents,
        int maxWaitingBytes,
        Duration heartbeat,
        Duration maxStall,
        Duration maxAge) {
    public static StreamSettings defaults() {
        return new StreamSettings(
                1_000, 50, 1_000, 256 * 1024, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofHours(1));
    }

    public StreamSettings withMaxStreams(int onInstance, int perShop) {
        return new StreamSettings(onInstance, perShop, maxWaitingEvents, maxWaitingBytes, heartbeat, maxStall, maxAge);
    }

    public StreamSettings withHeartbeat(Duration every) {
        return new StreamSettings(
                maxStreams, maxStreamsPerShop, maxWaitingEvents, maxWaitingBytes, every, maxStall, maxAge);
    }

    public StreamSettings withMaxStall(Duration atMost) {
        return new StreamSettings(
                maxStreams, maxStreamsPerShop, maxWaitingEvents, maxWaitingBytes, heartbeat, atMost, maxAge);
    }

    public StreamSettings withMaxAge(Duration atMost) {
        return new StreamSettings(
                maxStreams, maxStreamsPerShop, maxWaitingEvents, maxWaitingBytes, heartbeat, maxStall, atMost);
    }
}
