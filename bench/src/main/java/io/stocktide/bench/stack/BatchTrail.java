package io.stocktide.bench.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which batch a sale is in. Batches of one level follow each other, and each says through which offset it goes. */
final class BatchTrail {
    private record Level(String shop, long inventoryItemId) {}

    /** A batch, when it was seen. */
    record Formed(String batchId, long nanos) {}

    private final Map<Level, TreeMap<Long, Formed>> byLevel = new HashMap<>();

    /** A row of a batch; of a batch that is seen twice, the first counts. */
    void formed(String shop, long inventoryItemId, long throughOffset, Formed formed) {
        byLevel.computeIfAbsent(new Level(shop, inventoryItemId), none -> new TreeMap<>())
                .putIfAbsent(throughOffset, formed);
    }

    /** The batch that the sale at that offset is in: the first at its level that goes so far. */
    Optional<Formed> of(String shop, long inventoryItemId, long offset) {
        return Optional.ofNullable(byLevel.get(new Level(shop, inventoryItemId)))
                .map(level -> level.ceilingEntry(offset))
                .map(Map.Entry::getValue);
    }
}
