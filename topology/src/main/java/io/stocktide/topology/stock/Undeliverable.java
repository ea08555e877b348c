package io.stocktide.topology.stock;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of one level that Shopify refused or that were given up. They are still part of what is undelivered, and so
 * lower our figure, until a count overtakes them or Shopify turns out to have applied one after all.
 */
final class Undeliverable {
    /** A late answer comes within minutes, so few batches back are enough. */
    private static final int MAX_BATCHES = 32;

    /**
     * A row that was given up.
     *
     * @param overtaken whether a count has taken its place, so that it is not undelivered any more
     */
    private record GivenUp(long lowering, long raising, boolean overtaken) {}

    private long refusedLowering;
    private long refusedRaising;
    private boolean refused;
    private final LinkedHashMap<String, GivenUp> byBatch = new LinkedHashMap<>();

    void refuse(long lowering, long raising) {
        refused = true;
        refusedLowering += lowering;
        refusedRaising += raising;
    }

    void giveUp(String batchId, long lowering, long raising, boolean overtaken) {
        byBatch.put(batchId, new GivenUp(lowering, raising, overtaken));
        if (byBatch.size() > MAX_BATCHES) {
            GivenUp oldest = byBatch.remove(byBatch.keySet().iterator().next());
            if (!oldest.overtaken()) {
                refuse(oldest.lowering(), oldest.raising());
            }
        }
    }

    /** Shopify has answered for the batch after all; false where a count has overtaken its row meanwhile. */
    boolean answered(String batchId) {
        GivenUp row = byBatch.remove(batchId);
        return row == null || !row.overtaken();
    }

    long lowering() {
        long sum = refusedLowering;
        for (GivenUp row : byBatch.values()) {
            sum += row.overtaken() ? 0 : row.lowering();
        }
        return sum;
    }

    long raising() {
        long sum = refusedRaising;
        for (GivenUp row : byBatch.values()) {
            sum += row.overtaken() ? 0 : row.raising();
        }
        return sum;
    }

    /** A count tells what they would have. */
    void overtake() {
        refused = false;
        refusedLowering = 0;
        refusedRaising = 0;
        for (Map.Entry<String, GivenUp> entry : byBatch.entrySet()) {
            entry.setValue(new GivenUp(0, 0, true));
        }
    }

    /** Whether anything awaits a hand. */
    boolean isAny() {
        return refused || byBatch.values().stream().anyMatch(row -> !row.overtaken());
    }
}
