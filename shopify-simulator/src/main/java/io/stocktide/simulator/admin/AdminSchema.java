package io.stocktide.simulator.admin;

import graphql.GraphQL;
import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.stocktide.simulator.admin.QuantityCall.Kind;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Product;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.webhook.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Binds the schema to the book. */
final class AdminSchema {
    /** The schema text, beside this class. */
    static final String RESOURCE = "admin-2026-10.graphqls";

    private static final Map<Class<?>, String> NODE_TYPES = Map.of(
            Item.class, "InventoryItem",
            Level.class, "InventoryLevel",
            Variant.class, "ProductVariant",
            StockLocation.class, "Location",
            Product.class, "Product",
            Subscription.class, "WebhookSubscription",
            BulkOperation.class, "BulkOperation");

    private AdminSchema() {}

    static GraphQL build(Counters counters, SimulatorConfig config) {
        boolean staleOnReplay = config.admin().staleOnReplay();
        SubscriptionMutations subscriptions =
                new SubscriptionMutations(config.app().loopbackWebhooks());
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(Scalars.DATE_TIME)
                .scalar(Scalars.UNSIGNED_INT_64)
                .scalar(Scalars.URL)
                .type("Node", node -> node.typeResolver(AdminSchema::nodeType))
                .type("QueryRoot", Queries::wire)
                .type(
                        "Mutation",
                        mutation -> mutation.dataFetcher(
                                        "inventoryAdjustQuantities",
                                        new QuantityMutation(Kind.ADJUST, counters, staleOnReplay))
                                .dataFetcher(
                                        "inventorySetQuantities",
                                        new QuantityMutation(Kind.SET, counters, staleOnReplay))
                                .dataFetcher("inventoryActivate", new ActivateMutation(counters))
                                .dataFetcher("bulkOperationRunQuery", new BulkMutation()))
                .type("Mutation", subscriptions::wire);
        RuntimeWiring bound = Fields.wire(wiring).build();
        try (Reader sdl = open()) {
            return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), bound))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + RESOURCE, e);
        }
    }

    private static Reader open() {
        InputStream stream = AdminSchema.class.getResourceAsStream(RESOURCE);
        if (stream == null) {
            throw new IllegalStateException(RESOURCE + " is not on the class path");
        }
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }

    private static GraphQLObjectType nodeType(TypeResolutionEnvironment env) {
        return env.getSchema().getObjectType(NODE_TYPES.get(env.getObject().getClass()));
    }
}
