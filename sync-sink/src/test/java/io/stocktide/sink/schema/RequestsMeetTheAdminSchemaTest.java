package io.stocktide.sink.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.sink.connect.AppCalls;
import io.stocktide.sink.read.BulkCatalog;
import io.stocktide.sink.read.CatalogReader;
import io.stocktide.sink.read.ChangeReader;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.shopify.ShopifyError;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.ScriptedShopify.Request;
import io.stocktide.sink.testing.Shops;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the sink sends is valid in Admin API 2026-10: every document, with the variables that really go out. */
class RequestsMeetTheAdminSchemaTest {
    private static final List<Request> SENT = new ArrayList<>();

    @BeforeAll
    static void sendOneOfEach() {
        try (Harness harness = new Harness()) {
            harness.shopify.script(
                    Shops.A,
                    Answers.adjusted(),
                    Answers.applied("inventorySetQuantities", "5", "7"),
                    Answers.nodes(Answers.itemPage(11, true, "cursor", Answers.level(21, 5, true))),
                    Answers.nodes(Answers.item(11, true)));
            harness.deliver(Batches.adjust(Shops.A));
            harness.deliver(Batches.set(Shops.A));
            Lookup lookup = new Lookup(Shops.A, null, 11L, Lookup.Reason.UNSETTLED, 0, Instant.EPOCH);
            harness.lookUp(List.of(Batches.record(Topics.LOOKUPS, Keys.item(Shops.A, 11), lookup, 0, 0)));
            connectAndLoad(harness);
            suspend(harness);
            SENT.addAll(harness.shopify.requests());
            SENT.addAll(harness.shopify.probes());
        }
    }

    private static void suspend(Harness harness) {
        harness.shopify.script(Shops.A, Reply.status(401), Answers.adjusted());
        harness.deliver(Batches.adjust(Shops.A));
    }

    private static void connectAndLoad(Harness harness) {
        String url = "https://a.example/webhooks";
        harness.shopify.script(
                Shops.A,
                AppAnswers.scopes("read_orders"),
                AppAnswers.subscriptions(
                        AppAnswers.subscription(1, "ORDERS_CREATE", url, "id"),
                        AppAnswers.subscription(2, "ORDERS_CREATE", url)),
                AppAnswers.done("webhookSubscriptionUpdate"),
                AppAnswers.done("webhookSubscriptionCreate"),
                AppAnswers.subscriptions(AppAnswers.subscription(1, "ORDERS_CREATE", url)),
                AppAnswers.done("webhookSubscriptionDelete"),
                AppAnswers.count(1),
                AppAnswers.variants(null),
                AppAnswers.bulkBegun(),
                AppAnswers.bulk("COMPLETED", null),
                AppAnswers.locations(21),
                AppAnswers.changedLevels());
        ShopReader shop = harness.reader(Shops.A);
        AppCalls.all(shop, url);
        new CatalogReader(shop, 50).count();
        new CatalogReader(shop, 50).read(null);
        BulkCatalog bulk = new BulkCatalog(shop);
        bulk.status(bulk.start().orElseThrow());
        new ChangeReader(shop).itemsChangedSince(Instant.EPOCH);
    }

    @Test
    void whatABulkOperationRunsMeetsTheWholeSchemaToo() throws IOException {
        String query = SENT.stream()
                .map(request -> request.json().at("/variables/query").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();

        assertThat(AdminSchema.ofTypesUsed().errorsIn(query)).isEmpty();
        String file = System.getProperty("shopify.schema", "");
        if (!file.isBlank()) {
            assertThat(AdminSchema.of(Path.of(file)).errorsIn(query)).isEmpty();
        }
    }

    @Test
    void documentsAndVariablesMeetTheTypesThatTheProjectKeeps() throws IOException {
        AdminSchema schema = AdminSchema.ofTypesUsed();

        assertThat(SENT)
                .hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(request -> assertThat(schema.errorsIn(
                                document(request), request.json().path("variables")))
                        .isEmpty());
    }

    @Test
    void aVariableThatShopifyDoesNotKnowWouldBeFound() throws IOException {
        Request request = SENT.get(0);
        ObjectNode variables = (ObjectNode) request.json().path("variables");
        ((ObjectNode) variables.path("input")).put("compareQuantity", 1);

        assertThat(AdminSchema.ofTypesUsed().errorsIn(document(request), variables))
                .isNotEmpty();
    }

    @Test
    void documentsMeetTheWholeSchemaWhereItIsGiven() throws IOException {
        String file = System.getProperty("shopify.schema", "");
        assumeTrue(!file.isBlank(), "not checked against the whole schema: give its file as -Dshopify.schema=…");
        AdminSchema schema = AdminSchema.of(Path.of(file));

        assertThat(SENT)
                .allSatisfy(request ->
                        assertThat(schema.errorsIn(document(request))).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"InventoryAdjustQuantitiesUserErrorCode", "InventorySetQuantitiesUserErrorCode"})
    void everyCodeOfTheMutationsHasItsRowInTheTable(String type) throws IOException {
        GraphQLEnumType codes =
                (GraphQLEnumType) AdminSchema.ofTypesUsed().schema().getType(type);

        assertThat(Arrays.stream(ShopifyError.values()).map(Enum::name))
                .containsAll(codes.getValues().stream()
                        .map(GraphQLEnumValueDefinition::getName)
                        .toList());
    }

    private static String document(Request request) {
        return request.json().path("query").asText();
    }
}
