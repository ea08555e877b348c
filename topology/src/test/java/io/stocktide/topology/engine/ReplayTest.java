package io.stocktide.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.Seeds;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.StockViews;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A replay reads what was decided beside what was told, in whatever order the topics come. */
class ReplayTest {
    @Test
    void a_replay_ends_in_the_same_stock_and_leaves_the_same_open() {
        Seeds.forEach(300, random -> replay(random, false, false));
    }

    @Test
    void a_replay_with_reservations_ends_in_the_same_stock_and_leaves_the_same_open() {
        Seeds.forEach(300, random -> replay(random, false, true));
    }

    @Test
    void a_replay_with_counts_ends_in_the_same_stock_and_leaves_the_same_open() {
        Seeds.forEach(300, random -> replay(random, true, true));
    }

    private static void replay(Random random, boolean counts, boolean reserves) {
        LivedRun run = new LivedRun(random, counts, reserves);
        run.live();
        for (int i = 0; i < 5; i++) {
            assertThat(told(run.engine().log().replayed(random)))
                    .isEqualTo(told(run.engine().shop()));
        }
    }

    private static Map<String, String> told(MapShop shop) {
        Map<String, String> told = new TreeMap<>();
        for (long itemId : ShopLife.ITEMS) {
            Item item = shop.item(itemId).orElseThrow();
            StockViews.levels(Facts.SHOP, item).forEach((locationId, level) -> {
                // What a count that waits follows down depends on what came in between: no more than that may differ.
                boolean counted = item.level(locationId).count() != null;
                told.put(
                        itemId + "@" + locationId,
                        counted ? "counted, Shopify " + level.shopifyAvailable() : level.toString());
            });
        }
        told.put("queued", shop.deltas().toString());
        told.put("flight", shop.flight().toString());
        return told;
    }
}
