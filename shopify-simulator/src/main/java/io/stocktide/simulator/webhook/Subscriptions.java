package io.stocktide.simulator.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one shop's webhooks are subscribed to. Until the first subscription is made by API, all of them go to the
 * address of the app's configuration; from then on those that are subscribed go where the subscriptions say.
 */
public final class Subscriptions {
    /** Where the ids begin, as seen of Shopify. */
    private static final long FIRST_ID = 1_290_000_000_000L;

    private final boolean configured;
    private final Map<Long, Subscription> byId = new TreeMap<>();
    private long lastId = FIRST_ID;

    /** @param configured whether the app's configuration subscribes anything */
    public Subscriptions(boolean configured) {
        this.configured = configured;
    }

    /** A name as the API spells it: {@code orders/create} is {@code ORDERS_CREATE}. */
    static String apiTopic(String topic) {
        return topic.replace('/', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether webhooks still go where the app's configuration says. */
    synchronized boolean areConfigured() {
        return configured && lastId == FIRST_ID;
    }

    /** In the order of their making. */
    public synchronized List<Subscription> all() {
        return List.copyOf(byId.values());
    }

    public synchronized Optional<Subscription> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<Subscription> of(String topic) {
        String wanted = apiTopic(topic);
        return byId.values().stream()
                .filter(each -> each.topic().equals(wanted))
                .toList();
    }

    public synchronized Subscription add(String topic, URI uri, String name, Instant at) {
        Subscription made = new Subscription(++lastId, topic, uri, name, at, at);
        byId.put(made.id(), made);
        return made;
    }

    public synchronized void replace(Subscription changed) {
        byId.put(changed.id(), changed);
    }

    /** Whether there was such a one. */
    public synchronized boolean remove(long id) {
        return byId.remove(id) != null;
    }
}
