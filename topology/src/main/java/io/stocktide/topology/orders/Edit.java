package io.stocktide.topology.orders;

import java.util.Map;

/**
 * An order edit ({@code orders/edited}), which names lines by id only.
 *
 * @param second when it was committed
 * @param addedByLine units added, by line id. Removals are not kept: they come back as refunds, and until then the
 *     lower stock holds
 */
public record Edit(long editId, long orderId, long second, Map<Long, Integer> addedByLine) {
    public Edit {
        addedByLine = Map.copyOf(addedByLine);
    }
}
