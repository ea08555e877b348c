package io.stocktide.schemas.value;

import java.time.Instant;

/**
 * How far a shop is connected.
 *
 * @param webhookUrl where its webhooks were subscribed to; null where that was left to the app's configuration
 * @param load how far its catalog has been read; null before that has begun
 * @param changedAt by the clock of whoever wrote it
 */
public record Connection(String shop, State state, String webhookUrl, CatalogLoad load, Instant changedAt) {
    /** What is true of it. */
    public enum State {
        CONNECTING,
        CONNECTED,
        DISCONNECTED
    }
}
