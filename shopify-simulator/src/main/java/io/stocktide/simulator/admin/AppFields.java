package io.stocktide.simulator.admin;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import io.stocktide.simulator.webhook.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What concerns the app itself: its installation, its subscriptions, its bulk operations. */
final class AppFields {
    /** The app's presence in one shop. */
    record Installation(String id, List<Map<String, String>> accessScopes) {}

    private AppFields() {}

    static TypeRuntimeWiring.Builder wire(TypeRuntimeWiring.Builder root) {
        return root.dataFetcher("currentAppInstallation", AppFields::installation)
                .dataFetcher("webhookSubscription", env -> subscription(shop(env), env.getArgument("id")))
                .dataFetcher("webhookSubscriptions", Queries.page(AppFields::subscriptions))
                .dataFetcher("bulkOperation", env -> bulkOperation(shop(env), env.getArgument("id")))
                .dataFetcher(
                        "currentBulkOperation", env -> shop(env).bulk().last().orElse(null));
    }

    static RuntimeWiring.Builder wire(RuntimeWiring.Builder wiring) {
        wiring.type(
                "WebhookSubscription",
                t -> t.dataFetcher("id", Fields.from((Subscription s) -> Gid.of("WebhookSubscription", s.id())))
                        .dataFetcher("legacyResourceId", Fields.from(Subscription::id))
                        .dataFetcher(
                                "uri", Fields.from((Subscription s) -> s.uri().toString()))
                        .dataFetcher("format", env -> "JSON")
                        .dataFetcher("filter", env -> null)
                        .dataFetcher("includeFields", env -> List.of())
                        .dataFetcher("metafieldNamespaces", env -> List.of()));
        return wiring.type(
                "BulkOperation",
                t -> t.dataFetcher("id", Fields.from((BulkOperation b) -> Gid.of("BulkOperation", b.id())))
                        .dataFetcher("objectCount", Fields.from(BulkOperation::objects))
                        .dataFetcher("rootObjectCount", Fields.from(BulkOperation::rootObjects))
                        .dataFetcher(
                                "status",
                                Fields.from((BulkOperation b) -> b.status().name()))
                        .dataFetcher("type", env -> "QUERY")
                        .dataFetcher("partialDataUrl", env -> null)
                        .dataFetcher("query", Fields.from(BulkOperation::query))
                        .dataFetcher("createdAt", Fields.from(BulkOperation::createdAt))
                        .dataFetcher("completedAt", Fields.from(BulkOperation::completedAt))
                        .dataFetcher("errorCode", Fields.from(BulkOperation::errorCode))
                        .dataFetcher("fileSize", Fields.from(BulkOperation::fileSize))
                        .dataFetcher("url", Fields.from(BulkOperation::url)));
    }

    static Subscription subscription(ShopAdmin shop, String id) {
        return shop.subscriptions()
                .find(Gid.parse(id).expect("WebhookSubscription"))
                .orElse(null);
    }

    static BulkOperation bulkOperation(ShopAdmin shop, String id) {
        return shop.bulk().find(Gid.parse(id).expect("BulkOperation")).orElse(null);
    }

    private static Object installation(DataFetchingEnvironment env) {
        List<Map<String, String>> scopes = shop(env).scopes().stream()
                .map(handle -> Map.of("handle", handle, "description", handle.replace('_', ' ')))
                .toList();
        return new Installation(Gid.of("AppInstallation", 1), scopes);
    }

    private static Object subscriptions(DataFetchingEnvironment env) {
        List<String> topics = env.getArgument("topics");
        Optional<String> uri = Optional.ofNullable(env.getArgument("uri"));
        List<Subscription> found = shop(env).subscriptions().all().stream()
                .filter(each -> topics == null || topics.contains(each.topic()))
                .filter(each -> uri.isEmpty() || each.uri().toString().equals(uri.get()))
                .toList();
        return Page.of(env, found, Subscription::id);
    }

    private static ShopAdmin shop(DataFetchingEnvironment env) {
        return AdminContext.shop(env);
    }
}
