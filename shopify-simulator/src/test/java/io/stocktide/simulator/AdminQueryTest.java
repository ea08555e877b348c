package io.stocktide.simulator;

import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.simulator.book.Item;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminQueryTest {
    private final Bench bench = new Bench(config -> config);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aWrongTokenIs401AndEveryAnswerCarriesADate() {
        HttpResponse<String> wrong = bench.post("shpat_wrong", "{\"query\":\"{shop{name}}\"}");
        HttpResponse<String> right =
                bench.post(bench.simulator.config().adminToken(SHOP), "{\"query\":\"{shop{myshopifyDomain}}\"}");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Bench.json(wrong.body()).get("errors").asText()).startsWith("[API] Invalid API key");
        assertThat(wrong.headers().firstValue("Date")).isPresent();
        assertThat(right.headers().firstValue("Date")).isPresent();
        assertThat(Bench.json(right.body()).at("/data/shop/myshopifyDomain").asText())
                .isEqualTo(SHOP);
    }

    @Test
    void itemsComePageByPageWithTheirLevels() {
        String query = """
                query($after: String) { inventoryItems(first: 7, after: $after) {
                  nodes { id legacyResourceId sku tracked updatedAt variant { id }
                    inventoryLevels(first: 10) { nodes { id isActive updatedAt location { id }
                      quantities(names: ["available", "on_hand", "committed"]) { name quantity updatedAt } } } }
                  pageInfo { hasNextPage endCursor } } }""";
        Set<String> seen = new HashSet<>();
        JsonNode page = bench.graphQl(query, Map.of()).at("/data/inventoryItems");
        while (true) {
            page.get("nodes")
                    .forEach(node -> seen.add(node.get("legacyResourceId").asText()));
            if (!page.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
            String cursor = page.at("/pageInfo/endCursor").asText();
            page = bench.graphQl(query, Map.of("after", cursor)).at("/data/inventoryItems");
        }

        assertThat(seen).hasSize(30);
        assertThat(page.at("/nodes/0/inventoryLevels/nodes/0/quantities")).hasSize(3);
    }

    @Test
    void nodesAreFoundByGidAndUnknownOnesAreNull() {
        Item item = bench.item(0);
        JsonNode answer = bench.graphQl(
                """
                query($ids: [ID!]!) { nodes(ids: $ids) { id
                  ... on InventoryItem { sku }
                  ... on InventoryLevel { quantities(names: ["available"]) { quantity } }
                  ... on ProductVariant { inventoryItem { id } product { id } } } }""",
                Map.of(
                        "ids",
                        java.util.List.of(
                                "gid://shopify/InventoryItem/" + item.id(),
                                "gid://shopify/ProductVariant/" + item.variantId(),
                                "gid://shopify/InventoryLevel/"
                                        + item.levelAt(bench.firstLocation()).id() + "?inventory_item_id=" + item.id(),
                                "gid://shopify/InventoryItem/1")));

        JsonNode nodes = answer.at("/data/nodes");
        assertThat(nodes.at("/0/sku").asText()).isEqualTo(item.sku());
        assertThat(nodes.at("/1/inventoryItem/id").asText()).endsWith(Long.toString(item.id()));
        assertThat(nodes.at("/2/quantities/0/quantity").asInt()).isEqualTo(bench.available(item));
        assertThat(nodes.get(3).isNull()).isTrue();
    }

    @Test
    void anUntrackedItemSaysSoAndItsQuantitiesAreZero() {
        Item untracked = bench.simulator.items(SHOP).stream()
                .filter(item -> !item.tracked())
                .findFirst()
                .orElseThrow();
        JsonNode answer = bench.graphQl("""
                query($id: ID!) { inventoryItem(id: $id) { tracked inventoryLevels(first: 1) {
                  edges { cursor node { quantities(names: ["available"]) { quantity } } } } } }""", Map.of("id", "gid://shopify/InventoryItem/" + untracked.id()));

        assertThat(answer.at("/data/inventoryItem/tracked").asBoolean()).isFalse();
        assertThat(answer.at("/data/inventoryItem/inventoryLevels/edges/0/node/quantities/0/quantity")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void activatingStocksAnItemAtALocationAndConnectsTheLevel() {
        Item single = bench.simulator.items(SHOP).stream()
                .filter(item -> item.tracked() && item.levels().size() == 1)
                .findFirst()
                .orElseThrow();
        long second = bench.simulator.locations(SHOP).get(1).id();
        JsonNode answer = bench.graphQl(
                """
                mutation($item: ID!, $location: ID!) {
                  inventoryActivate(inventoryItemId: $item, locationId: $location, available: 5)
                      @idempotent(key: "a") {
                    inventoryLevel { id item { id } } userErrors { field message } } }""",
                Map.of(
                        "item", "gid://shopify/InventoryItem/" + single.id(),
                        "location", "gid://shopify/Location/" + second));

        assertThat(answer.at("/data/inventoryActivate/userErrors")).isEmpty();
        assertThat(bench.simulator.available(SHOP, single.id(), second)).hasValue(5);
        bench.awaitDelivered();
        assertThat(bench.listener.ofTopic("inventory_levels/connect")).hasSize(1);
    }
}
