package io.stocktide.sink.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.Gid;
import io.stocktide.sink.shopify.GraphQlRequest;

/**
 * A batch as Shopify's mutation. The same batch always gives the same bytes: the batch id is the idempotency key, and
 * Shopify compares what is sent with it, the order of fields included.
 */
final class Mutations {
    static final Document ADJUST = new Document("StocktideAdjust", true, """
            mutation StocktideAdjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup {
                  createdAt
                  changes { name quantityAfterChange item { id } location { id } }
                }
                userErrors { field code message }
              }
            }
            """);

    static final Document SET = new Document("StocktideSet", true, """
            mutation StocktideSet($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup {
                  createdAt
                  changes { name quantityAfterChange item { id } location { id } }
                }
                userErrors { field code message }
              }
            }
            """);

    /** The only state that sales and counts move; Shopify derives {@code on_hand} from it. */
    static final String AVAILABLE = "available";

    private Mutations() {}

    static GraphQlRequest of(Batch batch) {
        boolean adjusts = batch.kind() == Batch.Kind.ADJUST;
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("name", AVAILABLE)
                .put("reason", adjusts ? "correction" : "cycle_count_available")
                .put("referenceDocumentUri", "gid://stocktide/Batch/" + batch.batchId());
        ArrayNode rows = input.putArray(adjusts ? "changes" : "quantities");
        for (BatchChange change : batch.changes()) {
            addRow(rows.addObject(), change, adjusts);
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("input", input);
        return GraphQlRequest.of(documentOf(batch), variables.put("key", batch.batchId()));
    }

    static Document documentOf(Batch batch) {
        return batch.kind() == Batch.Kind.ADJUST ? ADJUST : SET;
    }

    private static void addRow(ObjectNode row, BatchChange change, boolean adjusts) {
        row.put("inventoryItemId", Gid.inventoryItem(change.inventoryItemId()))
                .put("locationId", Gid.location(change.locationId()));
        if (adjusts) {
            // Since 2026-04 the field must be there; null says that the delta holds whatever is found.
            row.put("delta", change.delta()).putNull("changeFromQuantity");
        } else {
            row.put("quantity", change.quantity()).put("changeFromQuantity", change.changeFromQuantity());
        }
    }
}
