package io.stocktide.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adjust call as a client would send it. */
final class Adjustment {
    static final String ADJUST = """
            mutation Push($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup {
                  id createdAt reason
                  changes { name delta quantityAfterChange item { id } location { id } }
                }
                userErrors { field message code }
              }
            }""";

    private Adjustment() {}

    static Map<String, Object> change(long itemId, long locationId, int delta, Integer changeFrom) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("inventoryItemId", "gid://shopify/InventoryItem/" + itemId);
        change.put("locationId", "gid://shopify/Location/" + locationId);
        change.put("delta", delta);
        change.put("changeFromQuantity", changeFrom);
        return change;
    }

    static Map<String, Object> input(List<Map<String, Object>> changes) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("referenceDocumentUri", "gid://stock-app/Batch/1");
        input.put("changes", changes);
        return input;
    }
}
