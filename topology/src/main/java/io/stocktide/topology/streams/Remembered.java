package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Which records of one shop were taken in, by what they are called; the earliest first. A webhook that was redriven was
 * taken in more than once.
 */
public final class Remembered {
    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final String shop;
    private final ReadOnlyWindowStore<Bytes, byte[]> webhooks;
    private final ReadOnlyWindowStore<Bytes, byte[]> events;

    /**
     * @param webhooks the store {@link Stores#SEEN_WEBHOOKS}
     * @param events the store {@link Stores#SEEN_EVENTS}
     */
    public Remembered(
            String shop, ReadOnlyWindowStore<Bytes, byte[]> webhooks, ReadOnlyWindowStore<Bytes, byte[]> events) {
        this.shop = shop;
        this.webhooks = webhooks;
        this.events = events;
    }

    public String shop() {
        return shop;
    }

    public List<Seen> webhook(String webhookId) {
        return fetch(webhooks, Keys.of(shop, webhookId));
    }

    public List<Seen> channelEvent(String idempotencyKey) {
        return fetch(events, SeenKeys.of(Topics.CHANNEL_EVENTS.name(), Keys.of(shop, idempotencyKey)));
    }

    public List<Seen> batch(String batchId) {
        return fetch(events, SeenKeys.of(Topics.BATCHES.name(), Keys.of(shop, batchId)));
    }

    /** Where the batch was given up and answered after all, both. */
    public List<Seen> deliveries(String batchId) {
        String answered = SeenKeys.of(Topics.DELIVERIES.name(), Keys.of(shop, batchId));
        List<Seen> all = new ArrayList<>(fetch(events, answered));
        all.addAll(fetch(events, SeenKeys.abandoned(answered)));
        all.sort(Comparator.comparingLong(Seen::recordMillis));
        return all;
    }

    /** The store forgets by itself what is older than it keeps. */
    private static List<Seen> fetch(ReadOnlyWindowStore<Bytes, byte[]> store, String key) {
        List<Seen> seen = new ArrayList<>();
        try (WindowStoreIterator<byte[]> found = store.fetch(SeenIds.bytes(key), Instant.EPOCH, EVER)) {
            found.forEachRemaining(entry -> seen.addAll(Seen.readAll(entry.value)));
        }
        seen.sort(Comparator.comparingLong(Seen::recordMillis));
        return seen;
    }
}
