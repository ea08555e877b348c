package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.GraphQlRequest;
import java.util.List;

/** The one query: items by id, or by their variant's id, each with a page of its active levels. */
final class ItemDocument {
    static final Document ITEMS = new Document("StocktideItems", false, """
                    query StocktideItems($ids: [ID!]!, $after: String) {
                      nodes(ids: $ids) {
                        __typename
                        ... on InventoryItem { ...Item }
                        ... on ProductVariant { inventoryItem { ...Item } }
                      }
                    }
                    fragment Item on InventoryItem {
                      id
                      sku
                      tracked
                      inventoryLevels(first: 50, after: $after) {
                        nodes {
                          isActive
                          updatedAt
                          location { id }
                          quantities(names: ["available"]) { name quantity }
                        }
                        pageInfo { hasNextPage endCursor }
                      }
                    }
                    """);

    private ItemDocument() {}

    /** @param after null for the first page; else the cursor, and the one id that it belongs to */
    static GraphQlRequest ask(List<String> gids, String after) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = variables.putArray("ids");
        gids.forEach(ids::add);
        return GraphQlRequest.of(ITEMS, variables.put("after", after));
    }
}
