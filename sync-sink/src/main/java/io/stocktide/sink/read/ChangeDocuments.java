package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.GraphQlRequest;
import java.time.Instant;

/** The queries that find what has changed since a time. */
final class ChangeDocuments {
    static final Document LOCATIONS = new Document("StocktideLocations", false, """
                    query StocktideLocations($after: String) {
                      locations(first: 100, after: $after) {
                        nodes { id }
                        pageInfo { hasNextPage endCursor }
                      }
                    }
                    """);

    /** Levels say when they changed; an item's own time does not tell of its stock. */
    static final Document CHANGED = new Document("StocktideChangedLevels", false, """
                    query StocktideChangedLevels($location: ID!, $query: String!, $after: String) {
                      location(id: $location) {
                        inventoryLevels(first: 250, query: $query, after: $after) {
                          nodes { item { id } }
                          pageInfo { hasNextPage endCursor }
                        }
                      }
                    }
                    """);

    private ChangeDocuments() {}

    static GraphQlRequest locations(String after) {
        return GraphQlRequest.of(LOCATIONS, variables(after));
    }

    static GraphQlRequest changed(String location, Instant since, String after) {
        return GraphQlRequest.of(
                CHANGED, variables(after).put("location", location).put("query", "updated_at:>='" + since + "'"));
    }

    private static ObjectNode variables(String after) {
        return JsonNodeFactory.instance.objectNode().put("after", after);
    }
}
