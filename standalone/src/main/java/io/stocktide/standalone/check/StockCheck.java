package io.stocktide.standalone.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares every level that Shopify holds with ours, over the same REST that everybody uses. */
public final class StockCheck {
    /**
     * What was found.
     *
     * @param levels how many were compared
     * @param pending how many of ours have still something to tell Shopify
     * @param unexpected how many of Shopify's are not the sum of what happened to them
     */
    public record Outcome(int levels, List<Difference> differences, int pending, int unexpected) {
        public boolean agrees() {
            return levels > 0 && differences.isEmpty() && pending == 0 && unexpected == 0;
        }
    }

    private record Ours(Long available, long unsettled, boolean inSync) {}

    private final HttpJson http = new HttpJson();
    private final SimulatorApi simulator;
    private final String stockUrl;
    private final ShopDirectory shops;

    public StockCheck(SimulatorApi simulator, String stockUrl, ShopDirectory shops) {
        this.simulator = simulator;
        this.stockUrl = stockUrl;
        this.shops = shops;
    }

    /** Compares once, now. */
    public Outcome compare() throws IOException, InterruptedException {
        List<Difference> differences = new ArrayList<>();
        int levels = 0;
        int pending = 0;
        for (Map.Entry<String, JsonNode> shop : simulator.truth().properties()) {
            Map<String, Ours> ours = ours(shop.getKey());
            pending += (int)
                    ours.values().stream().filter(level -> !level.inSync()).count();
            for (Map.Entry<String, JsonNode> item : shop.getValue().get("items").properties()) {
                for (Map.Entry<String, JsonNode> level :
                        item.getValue().get("levels").properties()) {
                    levels++;
                    Long theirs = level.getValue().isNull()
                            ? null
                            : Long.valueOf(level.getValue().asLong());
                    compare(shop.getKey(), item.getKey(), level.getKey(), theirs, ours, differences);
                }
            }
        }
        return new Outcome(levels, differences, pending, simulator.unexpected());
    }

    private static void compare(
            String shop,
            String item,
            String location,
            Long theirs,
            Map<String, Ours> ours,
            List<Difference> differences) {
        Ours level = ours.get(item + '/' + location);
        Long mine = level == null ? null : level.available();
        // An untracked level has no figure; that we know it is enough.
        boolean known = level != null;
        if (!known || !java.util.Objects.equals(mine, theirs)) {
            differences.add(new Difference(shop, item, location, mine, theirs, known ? level.unsettled() : 0));
        }
    }

    private Map<String, Ours> ours(String shop) throws IOException, InterruptedException {
        Map<String, Ours> levels = new HashMap<>();
        String cursor = null;
        do {
            String url =
                    stockUrl + "/v1/shops/" + shop + "/stock?limit=500" + (cursor == null ? "" : "&cursor=" + cursor);
            JsonNode page = http.get(url, token(shop));
            page.get("items").forEach(item -> item.get("levels").forEach(level -> add(level, levels)));
            cursor = page.has("nextCursor") ? page.get("nextCursor").asText() : null;
        } while (cursor != null);
        return levels;
    }

    private static void add(JsonNode level, Map<String, Ours> levels) {
        Long available =
                level.has("available") ? Long.valueOf(level.get("available").asLong()) : null;
        levels.put(
                level.get("inventoryItemId").asText()
                        + '/'
                        + level.get("locationId").asText(),
                new Ours(
                        available,
                        level.get("unsettled").asLong(),
                        "in_sync".equals(level.get("status").asText())));
    }

    private String token(String shop) {
        return shops.find(shop).stream()
                .flatMap((ShopConfig config) -> config.apiTokens().stream())
                .findFirst()
                .map(Secret::reveal)
                .orElseThrow(() -> new ConfigException("the shops file gives no apiTokens for " + shop));
    }
}
