package io.stocktide.ingest;

import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.Map;

/**
 * How ingest runs.
 *
 * @param kafka client properties, {@code bootstrap.servers} among them; what the service's promises rest on
 *     (acks, idempotence, time-outs, the partitioner) cannot be changed here
 * @param http where it listens; its grace is what a stop may take in all
 * @param maxBodyBytes the largest webhook; the topic must take records of that size
 * @param maxEventBytes the largest channel event
 * @param ackTimeout how long Kafka may take to acknowledge before the caller gets a 503
 * @param replyTimeout how long the decision on a reservation may take before the caller gets a 503
 * @param bufferBytes memory for records that Kafka has not acknowledged; a full buffer is a 429
 * @param maxInFlight requests under way at once, 429 beyond; those on reservations, which wait for the topology, are
 *     counted apart. Bodies take at most {@code maxInFlight * (maxBodyBytes + maxEventBytes)}, and only until they are in
 *     the buffer
 */
public record IngestSettings(
        Map<String, String> kafka,
        HttpSettings http,
        int maxBodyBytes,
        int maxEventBytes,
        Duration ackTimeout,
        Duration replyTimeout,
        long bufferBytes,
        int maxInFlight) {
    public static final int DEFAULT_MAX_BODY_BYTES = 2 * 1024 * 1024;
    /** A channel event's 250 lines with the longest SKUs stay well below. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 256 * 1024;
    /** Shopify hangs up after 5 s: this leaves time for the body to arrive and the answer to leave. */
    public static final Duration DEFAULT_ACK_TIMEOUT = Duration.ofSeconds(3);

    public static final Duration DEFAULT_REPLY_TIMEOUT = Duration.ofSeconds(3);
    public static final long DEFAULT_BUFFER_BYTES = 32L * 1024 * 1024;
    public static final int DEFAULT_MAX_IN_FLIGHT = 512;

    public IngestSettings {
        kafka = Map.copyOf(kafka);
        require(kafka.containsKey("bootstrap.servers"), "Kafka's bootstrap.servers is missing");
        require(maxBodyBytes > 0 && maxEventBytes > 0, "the largest body must have at least one byte");
        require(maxBodyBytes <= 64 * 1024 * 1024, "the largest body may have at most 64 MiB: " + maxBodyBytes);
        requireTimeout("ack", ackTimeout);
        requireTimeout("reply", replyTimeout);
        require(
                bufferBytes >= 2L * maxBodyBytes,
                "the producer's buffer must hold two bodies of the largest size: " + bufferBytes + " bytes do not");
        require(maxInFlight > 0, "at least one request must be allowed in flight");
    }

    /** Everything at its default. */
    public static IngestSettings of(Map<String, String> kafka, HttpSettings http) {
        return new IngestSettings(
                kafka,
                http,
                DEFAULT_MAX_BODY_BYTES,
                DEFAULT_MAX_EVENT_BYTES,
                DEFAULT_ACK_TIMEOUT,
                DEFAULT_REPLY_TIMEOUT,
                DEFAULT_BUFFER_BYTES,
                DEFAULT_MAX_IN_FLIGHT);
    }

    private static void requireTimeout(String what, Duration timeout) {
        require(
                timeout.compareTo(Duration.ofMillis(50)) >= 0 && timeout.compareTo(Duration.ofSeconds(60)) <= 0,
                "the " + what + " time-out must lie between 50 ms and 60 s: " + timeout);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }
}
