package io.stocktide.simulator.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * One thing a merchant, a buyer or an app did; all webhooks it causes share the event id.
 *
 * @param at Shopify's time of the change
 */
public record Action(UUID eventId, Instant at) {}
