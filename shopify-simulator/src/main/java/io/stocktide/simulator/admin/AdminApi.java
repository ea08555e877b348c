package io.stocktide.simulator.admin;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import io.stocktide.simulator.config.SimulatorConfig;
import io.stocktide.simulator.orders.Storefront;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers Admin GraphQL requests: cost first, then evaluation as one step under the shop's lock. */
public final class AdminApi implements AutoCloseable {
    private final Map<String, ShopAdmin> shops = new LinkedHashMap<>();
    private final Counters counters;
    private final AccessTokens tokens;
    private final GraphQL graphQl;

    /** @param baseUrl where results of bulk operations are served, known once the port is open */
    public AdminApi(SimulatorConfig config, List<Storefront> storefronts, Counters counters, Supplier<String> baseUrl) {
        this.counters = counters;
        this.tokens = new AccessTokens(config);
        this.graphQl = AdminSchema.build(counters, config);
        storefronts.forEach(
                storefront -> shops.put(storefront.book().domain(), new ShopAdmin(storefront, config, baseUrl)));
    }

    /** Whether the token opens the shop now. */
    public boolean accepts(String shop, String token) {
        return tokens.accepts(shop, token);
    }

    /** A new access token by the client-credentials grant; empty where the credentials are not the app's. */
    public Optional<String> grant(String shop, String clientId, String clientSecret) {
        return tokens.grant(shop, clientId, clientSecret);
    }

    /** The access scopes of that shop. */
    public List<String> scopes(String shop) {
        return shops.get(shop).scopes();
    }

    /** The result of a bulk operation by the last part of its address. */
    public Optional<Path> bulkResult(String shop, String name) {
        return Optional.ofNullable(shops.get(shop))
                .flatMap(admin -> admin.bulk().file(name));
    }

    @Override
    public void close() {
        shops.values().forEach(shop -> shop.bulk().close());
    }

    /**
     * Answers one request.
     *
     * @param variables as sent, null for none
     * @param operationName null for a document of one operation
     * @return the response body; errors are in it, and HTTP knows only 200
     */
    public Map<String, Object> answer(String shop, String query, Map<String, Object> variables, String operationName) {
        Map<String, Object> given = variables == null ? Map.of() : variables;
        ShopAdmin admin = shops.get(shop);
        int cost;
        try {
            Document document = Parser.parse(query);
            cost = new QueryCost(document, given).of(operationName);
        } catch (InvalidSyntaxException e) {
            return Map.of("errors", List.of(Map.of("message", e.getMessage())));
        }
        if (!admin.bucket().take(cost)) {
            counters.up(Count.THROTTLED);
            return throttled(admin, cost);
        }
        Map<String, Object> answer = evaluate(admin, query, given, operationName);
        answer.put("extensions", cost(admin, cost, cost));
        return answer;
    }

    /** Takes all points from the shop's bucket, as another client of the same app would. */
    public void drain(String shop) {
        LeakyBucket bucket = shops.get(shop).bucket();
        bucket.take(bucket.available());
    }

    /** Someone else in the shop changes a level that the request names, just before the request comes. */
    public void meddle(String shop, Map<String, Object> variables) {
        new Meddler(shops.get(shop)).meddle(variables == null ? Map.of() : variables);
    }

    /** The idempotency key of a request; empty where it has none, or none that can be read. */
    public Optional<String> idempotencyKey(String query, Map<String, Object> variables) {
        return Idempotency.key(query, variables == null ? Map.of() : variables);
    }

    /** From now on the key answers {@code IDEMPOTENCY_CONCURRENT_REQUEST}, until {@link #end}. */
    public void begin(String shop, String key) {
        ShopAdmin admin = shops.get(shop);
        admin.book().locked(() -> admin.keys().begin(key));
    }

    public void end(String shop, String key) {
        ShopAdmin admin = shops.get(shop);
        admin.book().locked(() -> admin.keys().end(key));
    }

    /** By shop, how many idempotency keys were ever applied, and which of them more than once. */
    public Map<String, AppliedKeys> appliedKeys() {
        Map<String, AppliedKeys> all = new LinkedHashMap<>();
        shops.forEach((shop, admin) ->
                all.put(shop, admin.book().locked(() -> admin.keys().applied())));
        return all;
    }

    private Map<String, Object> evaluate(
            ShopAdmin admin, String query, Map<String, Object> variables, String operationName) {
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .variables(variables)
                .operationName(operationName)
                .graphQLContext(Map.of(AdminContext.SHOP, admin, AdminContext.RAW_VARIABLES, variables))
                .build();
        Map<String, Object> answer =
                admin.book().locked(() -> graphQl.execute(input).toSpecification());
        Map<String, Object> ordered = new LinkedHashMap<>(answer);
        ordered.computeIfPresent("errors", (name, errors) -> withoutClassification(errors));
        return ordered;
    }

    /** The library adds a classification to each error that Shopify does not know. */
    private static Object withoutClassification(Object errors) {
        return ((List<?>) errors).stream().map(AdminApi::cleaned).toList();
    }

    private static Map<String, Object> cleaned(Object error) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) error).forEach((name, value) -> copy.put((String) name, value));
        copy.computeIfPresent("extensions", (name, value) -> {
            Map<Object, Object> extensions = new LinkedHashMap<>((Map<?, ?>) value);
            extensions.remove("classification");
            return extensions.isEmpty() ? null : extensions;
        });
        return copy;
    }

    private static Map<String, Object> throttled(ShopAdmin admin, int cost) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("errors", List.of(Map.of("message", "Throttled", "extensions", Map.of("code", "THROTTLED"))));
        answer.put("extensions", cost(admin, cost, null));
        return answer;
    }

    private static Map<String, Object> cost(ShopAdmin admin, int requested, Integer actual) {
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("requestedQueryCost", requested);
        cost.put("actualQueryCost", actual);
        cost.put(
                "throttleStatus",
                Map.of(
                        "maximumAvailable", admin.bucket().maximum(),
                        "currentlyAvailable", admin.bucket().available(),
                        "restoreRate", admin.bucket().perSecond()));
        return Map.of("cost", cost);
    }
}
