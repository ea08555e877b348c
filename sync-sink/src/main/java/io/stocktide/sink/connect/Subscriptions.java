package io.stocktide.sink.connect;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.sink.connect.SubscriptionChange.Kind;
import io.stocktide.sink.read.ShopReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A shop's webhook subscriptions. Throws {@link io.stocktide.sink.read.ReadFailed}. */
public final class Subscriptions {
    /** Every topic that says something of stock. Compliance topics are set in the app's configuration, not by API. */
    static final List<String> TOPICS = List.of(
            "inventory_levels/update",
            "inventory_levels/connect",
            "inventory_levels/disconnect",
            "inventory_items/create",
            "inventory_items/update",
            "inventory_items/delete",
            "products/create",
            "products/update",
            "locations/deactivate",
            "locations/delete",
            "orders/create",
            "orders/updated",
            "orders/cancelled",
            "orders/edited",
            "refunds/create");

    /** An app may have a few hundred; past this something else is wrong. */
    private static final int MAX_PAGES = 50;

    private final ShopReader shop;

    public Subscriptions(ShopReader shop) {
        this.shop = shop;
    }

    /**
     * What must be done for every topic to come whole to the address, once.
     *
     * @param before the address they went to before; null where there was none
     */
    public List<SubscriptionChange> missing(String url, String before) {
        List<SubscriptionState> present = read();
        return TOPICS.stream()
                .flatMap(topic -> change(topic, present, url, before).stream())
                .toList();
    }

    /** Those that send one of the topics to the address. */
    public List<SubscriptionChange> ours(String url) {
        return read().stream()
                .filter(each -> each.uri().equals(url))
                .flatMap(each -> TOPICS.stream()
                        .filter(topic -> apiName(topic).equals(each.topic()))
                        .map(topic -> new SubscriptionChange(Kind.DELETE, topic, each)))
                .toList();
    }

    public void apply(SubscriptionChange change, String url) {
        var unused = shop.ask(
                switch (change.kind()) {
                    case CREATE -> AppDocuments.subscribe(apiName(change.topic()), url);
                    case UPDATE -> AppDocuments.change(change.subscription(), url);
                    case DELETE ->
                        AppDocuments.unsubscribe(change.subscription().id());
                });
    }

    private static Optional<SubscriptionChange> change(
            String topic, List<SubscriptionState> present, String url, String before) {
        List<SubscriptionState> ofTopic = present.stream()
                .filter(each -> each.topic().equals(apiName(topic)))
                .toList();
        Optional<SubscriptionState> there =
                ofTopic.stream().filter(each -> each.uri().equals(url)).findFirst();
        if (there.filter(SubscriptionState::isWhole).isPresent()) {
            return Optional.empty();
        }
        return there.or(() -> ofTopic.stream()
                        .filter(each -> each.uri().equals(before))
                        .findFirst())
                .map(each -> new SubscriptionChange(Kind.UPDATE, topic, each))
                .or(() -> Optional.of(new SubscriptionChange(Kind.CREATE, topic, null)));
    }

    private List<SubscriptionState> read() {
        List<SubscriptionState> all = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode answer = shop.ask(AppDocuments.subscriptions(cursor)).payload();
            answer.path("nodes").forEach(node -> all.add(SubscriptionState.in(node)));
            if (!answer.path("pageInfo").path("hasNextPage").asBoolean()) {
                return all;
            }
            cursor = answer.path("pageInfo").path("endCursor").textValue();
        }
        throw new IllegalStateException("more than " + MAX_PAGES * 100 + " webhook subscriptions of one app");
    }

    private static String apiName(String topic) {
        return topic.replace('/', '_').toUpperCase(Locale.ROOT);
    }
}
