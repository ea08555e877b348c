package io.stocktide.topology.replay;

import io.stocktide.schemas.value.StockLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A level that a replay would change.
 *
 * @param live as the live application has told it; null where it is not stocked
 * @param rebuilt as the replay has it; null where it is not stocked
 */
public record Difference(StockLevel live, StockLevel rebuilt) {
    /** Either of the two, for what names the level. */
    public StockLevel named() {
        return live == null ? rebuilt : live;
    }

    /** In the order of their keys. */
    static List<Difference> between(Map<String, StockLevel> live, Map<String, StockLevel> rebuilt) {
        TreeSet<String> keys = new TreeSet<>(live.keySet());
        keys.addAll(rebuilt.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            Difference each = new Difference(live.get(key), rebuilt.get(key));
            if (!each.isNone()) {
                differences.add(each);
            }
        }
        return differences;
    }

    /** Whether both give the same figures. How a level stands to Shopify follows from deliveries, not from rules. */
    private boolean isNone() {
        if (live == null || rebuilt == null) {
            return live == rebuilt;
        }
        return Objects.equals(live.available(), rebuilt.available())
                && Objects.equals(live.shopifyAvailable(), rebuilt.shopifyAvailable())
                && live.unsettled() == rebuilt.unsettled()
                && live.reserved() == rebuilt.reserved();
    }
}
