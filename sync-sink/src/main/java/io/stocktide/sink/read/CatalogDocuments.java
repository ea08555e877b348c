package io.stocktide.sink.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.sink.shopify.Document;
import io.stocktide.sink.shopify.GraphQlRequest;

/** The queries that read all variants with their items and levels. */
final class CatalogDocuments {
    static final Document COUNT = new Document("StocktideCatalogSize", false, """
                    query StocktideCatalogSize {
                      productVariantsCount(limit: null) { count precision }
                    }
                    """);

    /** Most items are stocked at a few locations; what is beyond the first page is read item by item. */
    static final Document PAGE = new Document("StocktideCatalogPage", false, """
                    query StocktideCatalogPage($first: Int!, $after: String) {
                      productVariants(first: $first, after: $after) {
                        nodes {
                          id
                          inventoryItem {
                            id
                            sku
                            tracked
                            inventoryLevels(first: 10) {
                              nodes {
                                isActive
                                updatedAt
                                location { id }
                                quantities(names: ["available"]) { name quantity }
                              }
                              pageInfo { hasNextPage endCursor }
                            }
                          }
                        }
                        pageInfo { hasNextPage endCursor }
                      }
                    }
                    """);

    /** What a bulk operation runs: connections whole, so that no page of them is asked for. */
    static final String BULK_QUERY = """
            {
              productVariants {
                edges {
                  node {
                    id
                    inventoryItem {
                      id
                      sku
                      tracked
                      inventoryLevels {
                        edges {
                          node {
                            id
                            isActive
                            updatedAt
                            location { id }
                            quantities(names: ["available"]) { name quantity }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
            """;

    /** Grouped, so that an item's levels follow it and nothing has to be held until the file's end. */
    static final Document RUN_BULK = new Document("StocktideCatalogBulk", true, """
                    mutation StocktideCatalogBulk($query: String!) {
                      bulkOperationRunQuery(query: $query, groupObjects: true) {
                        bulkOperation { id status }
                        userErrors { field message code }
                      }
                    }
                    """);

    static final Document BULK_STATUS = new Document("StocktideCatalogBulkStatus", false, """
                    query StocktideCatalogBulkStatus($id: ID!) {
                      nodes(ids: [$id]) {
                        ... on BulkOperation {
                          id
                          status
                          errorCode
                          createdAt
                          completedAt
                          rootObjectCount
                          url
                        }
                      }
                    }
                    """);

    private CatalogDocuments() {}

    static GraphQlRequest count() {
        return GraphQlRequest.of(COUNT, variables());
    }

    /** @param after null for the first page */
    static GraphQlRequest page(int first, String after) {
        return GraphQlRequest.of(PAGE, variables().put("first", first).put("after", after));
    }

    static GraphQlRequest runBulk() {
        return GraphQlRequest.of(RUN_BULK, variables().put("query", BULK_QUERY));
    }

    static GraphQlRequest bulkStatus(String id) {
        return GraphQlRequest.of(BULK_STATUS, variables().put("id", id));
    }

    private static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }
}
