package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.sink.shopify.GraphQlRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Finds the items whose levels have changed. Throws {@link ReadFailed}. */
public final class ChangeReader {
    private final ShopReader shop;

    public ChangeReader(ShopReader shop) {
        this.shop = shop;
    }

    /** Gids of the items with a level that changed at that time or later, by Shopify's clock. */
    public Set<String> itemsChangedSince(Instant since) {
        Instant second = since.truncatedTo(ChronoUnit.SECONDS);
        Set<String> items = new LinkedHashSet<>();
        for (String location : locations()) {
            pages(
                    after -> ChangeDocuments.changed(location, second, after),
                    payload -> payload.path("inventoryLevels"),
                    node -> items.add(node.path("item").path("id").asText()));
        }
        return items;
    }

    private List<String> locations() {
        List<String> locations = new ArrayList<>();
        pages(
                ChangeDocuments::locations,
                payload -> payload,
                node -> locations.add(node.path("id").asText()));
        return locations;
    }

    private void pages(
            Function<String, GraphQlRequest> request,
            Function<JsonNode, JsonNode> connection,
            Consumer<JsonNode> action) {
        String cursor = null;
        do {
            JsonNode page = connection.apply(shop.ask(request.apply(cursor)).payload());
            page.path("nodes").forEach(action);
            JsonNode info = page.path("pageInfo");
            cursor = info.path("hasNextPage").asBoolean()
                    ? info.path("endCursor").textValue()
                    : null;
        } while (cursor != null);
    }
}
