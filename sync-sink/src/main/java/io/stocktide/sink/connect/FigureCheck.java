package io.stocktide.sink.connect;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.sink.read.ItemState;
import io.stocktide.sink.read.LevelState;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.shopify.Gid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares what the topic {@code stock} says Shopify holds with what Shopify holds, for some items. While a shop sells
 * the two are never read at one moment, so what differs is read again before it is told.
 */
final class FigureCheck {
    private static final int ROUNDS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final int DETAILS = 20;

    private final ShopReader shop;
    private final ShopTopics topics;
    private Map<Long, Map<Long, StockLevel>> ours = new TreeMap<>();

    FigureCheck(ShopReader shop, ShopTopics topics) {
        this.shop = shop;
        this.topics = topics;
    }

    /** How many items have a level here. */
    int items() {
        return ours.size();
    }

    void readOurs() {
        Map<Long, Map<Long, StockLevel>> byItem = new TreeMap<>();
        long end = topics.end(Topics.STOCK, shop.shop());
        topics.scan(Topics.STOCK, shop.shop(), 0, end, (key, level) -> {
            Map<Long, StockLevel> levels = byItem.computeIfAbsent(inventoryItem(key), item -> new HashMap<>());
            if (level == null) {
                levels.remove(location(key));
            } else {
                levels.put(location(key), level);
            }
        });
        byItem.values().removeIf(Map::isEmpty);
        ours = byItem;
    }

    /** @param sample how many items to compare, spread evenly over all */
    Finding run(int sample) {
        Collection<Long> items = spread(sample);
        List<String> differences = differences(items);
        for (int round = 1; round < ROUNDS && !differences.isEmpty(); round++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            readOurs();
            differences = differences(items);
        }
        String compared = "%,d of %,d items compared".formatted(items.size(), items());
        return differences.isEmpty()
                ? Finding.good("figures", compared + ", all as Shopify has them")
                : Finding.bad(
                        "figures",
                        "%s, %,d levels differ".formatted(compared, differences.size()),
                        differences.subList(0, Math.min(DETAILS, differences.size())));
    }

    private List<Long> spread(int sample) {
        List<Long> all = List.copyOf(ours.keySet());
        double step = Math.max(1, (double) all.size() / sample);
        List<Long> some = new ArrayList<>();
        for (double at = 0; at < all.size(); at += step) {
            some.add(all.get((int) at));
        }
        return some;
    }

    private List<String> differences(Collection<Long> items) {
        Map<String, NodeState> theirs =
                shop.items(items.stream().map(Gid::inventoryItem).toList());
        List<String> differences = new ArrayList<>();
        for (long item : items) {
            Map<Long, StockLevel> here = ours.getOrDefault(item, Map.of());
            Map<Long, Long> there = theirs.get(Gid.inventoryItem(item))
                    .item()
                    .map(FigureCheck::figures)
                    .orElse(Map.of());
            here.forEach((location, level) -> {
                if (!Objects.equals(level.shopifyAvailable(), there.get(location)) || !there.containsKey(location)) {
                    differences.add("item %d at %d: %s here, %s at Shopify"
                            .formatted(item, location, level.shopifyAvailable(), there.get(location)));
                }
            });
            there.keySet().stream()
                    .filter(location -> !here.containsKey(location))
                    .forEach(location -> differences.add("item %d at %d: unknown here, %s at Shopify"
                            .formatted(item, location, there.get(location))));
        }
        return differences;
    }

    private static Map<Long, Long> figures(ItemState item) {
        Map<Long, Long> byLocation = new HashMap<>();
        for (LevelState level : item.levels()) {
            byLocation.put(
                    level.locationId(),
                    level.available() == null ? null : level.available().longValue());
        }
        return byLocation;
    }

    private static long inventoryItem(String key) {
        return Long.parseLong(key.split("/", 3)[1]);
    }

    private static long location(String key) {
        return Long.parseLong(key.split("/", 3)[2]);
    }
}
