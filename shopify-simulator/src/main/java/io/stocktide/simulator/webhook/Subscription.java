package io.stocktide.simulator.webhook;

import java.net.URI;
import java.time.Instant;

/**
 * A subscription that was made by API.
 *
 * @param topic as the API spells it, {@code ORDERS_CREATE}
 */
public record Subscription(long id, String topic, URI uri, String name, Instant createdAt, Instant updatedAt) {}
