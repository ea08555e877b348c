package io.stocktide.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Sends the batches that were given up to Shopify again, as an operator would: over REST, by filter. */
public final class Redrives {
    private static final String ALREADY = "already_redriven";

    private final HttpJson http = new HttpJson();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final String stockUrl;
    private final ShopDirectory shops;

    public Redrives(String stockUrl, ShopDirectory shops) {
        this.stockUrl = stockUrl;
        this.shops = shops;
    }

    /** One pass over every shop's letters; those redriven before are left alone. */
    public void pass() throws IOException, InterruptedException {
        for (ShopConfig shop : shops.all()) {
            String cursor = null;
            do {
                JsonNode page = http.post(
                        stockUrl + "/v1/shops/" + shop.shop() + "/dead-letters/redrive",
                        shop.apiTokens().get(0).reveal(),
                        request(cursor));
                page.get("results")
                        .forEach(result -> count(result.path("outcome").asText()));
                cursor = page.has("nextCursor") ? page.get("nextCursor").asText() : null;
            } while (cursor != null);
        }
    }

    private static String request(String cursor) {
        var request = Json.mapper().createObjectNode().put("topic", "batches");
        return (cursor == null ? request : request.put("cursor", cursor)).toString();
    }

    private void count(String outcome) {
        if (!outcome.equals(ALREADY)) {
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }

    /** How many letters came to which outcome, over all passes. */
    public Map<String, Integer> outcomes() {
        return Map.copyOf(outcomes);
    }
}
