package io.stocktide.simulator.admin;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of {@code QueryRoot}. */
final class Queries {
    private Queries() {}

    static TypeRuntimeWiring.Builder wire(TypeRuntimeWiring.Builder root) {
        return AppFields.wire(root)
                .dataFetcher("shop", env -> book(env))
                .dataFetcher("node", env -> node(AdminContext.shop(env), env.getArgument("id")))
                .dataFetcher("nodes", Queries::nodes)
                .dataFetcher("inventoryItem", env -> item(book(env), env.getArgument("id")))
                .dataFetcher("inventoryLevel", env -> level(book(env), env.getArgument("id")))
                .dataFetcher("productVariant", env -> variant(book(env), env.getArgument("id")))
                .dataFetcher("location", Queries::location)
                .dataFetcher("locations", page(env -> Page.of(env, book(env).locations(), StockLocation::id)))
                .dataFetcher("inventoryItems", page(env -> Page.of(env, matching(env), Item::id)))
                .dataFetcher("productVariants", page(Queries::variants))
                .dataFetcher("productVariantsCount", page(Queries::count));
    }

    /** Turns a refused page into an error of that field. */
    static DataFetcher<Object> page(DataFetcher<?> fetcher) {
        return env -> {
            try {
                return fetcher.get(env);
            } catch (Rejection rejection) {
                return rejection.result(env);
            }
        };
    }

    private static ShopBook book(DataFetchingEnvironment env) {
        return AdminContext.shop(env).book();
    }

    private static Object variants(DataFetchingEnvironment env) {
        List<Variant> all = matching(env).stream().map(Variant::new).toList();
        return Page.of(env, all, variant -> variant.item().variantId());
    }

    /** All items, or those that the argument {@code query} lets through. */
    private static Collection<Item> matching(DataFetchingEnvironment env) {
        Search search = Search.parse(env.getArgument("query"));
        return book(env).items().values().stream()
                .filter(item -> search.matches(item.sku(), item.createdAt()))
                .toList();
    }

    private static Object count(DataFetchingEnvironment env) {
        Integer limit = env.getArgument("limit");
        int all = matching(env).size();
        boolean exact = limit == null || all <= limit;
        return Map.of("count", exact ? all : limit, "precision", exact ? "EXACT" : "AT_LEAST");
    }

    private static Object location(DataFetchingEnvironment env) {
        String id = env.getArgument("id");
        // Without an id Shopify answers with the primary location.
        return id == null
                ? book(env).locations().get(0)
                : book(env).findLocation(Gid.parse(id).expect("Location"));
    }

    private static List<Object> nodes(DataFetchingEnvironment env) {
        List<String> ids = env.getArgument("ids");
        return ids.stream().map(id -> node(AdminContext.shop(env), id)).collect(Collectors.toList());
    }

    private static Object node(ShopAdmin shop, String id) {
        ShopBook book = shop.book();
        return switch (Gid.parse(id).type()) {
            case "InventoryItem" -> item(book, id);
            case "InventoryLevel" -> level(book, id);
            case "ProductVariant" -> variant(book, id);
            case "Location" -> book.findLocation(Gid.parse(id).id());
            case "Product" ->
                book.products().stream()
                        .filter(product -> product.id() == Gid.parse(id).id())
                        .findFirst()
                        .orElse(null);
            case "WebhookSubscription" -> AppFields.subscription(shop, id);
            case "BulkOperation" -> AppFields.bulkOperation(shop, id);
            default -> null;
        };
    }

    private static Item item(ShopBook book, String id) {
        return book.items().get(Gid.parse(id).expect("InventoryItem"));
    }

    private static Level level(ShopBook book, String id) {
        return book.levelsById().get(Gid.parse(id).expect("InventoryLevel"));
    }

    private static Variant variant(ShopBook book, String id) {
        Item item = book.itemsByVariant().get(Gid.parse(id).expect("ProductVariant"));
        return item == null ? null : new Variant(item);
    }
}
