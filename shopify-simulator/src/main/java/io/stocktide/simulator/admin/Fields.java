package io.stocktide.simulator.admin;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Product;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The fields of every object type, read from the book. Fields not named here are read by their own name. */
final class Fields {
    /** One named quantity of a level. */
    record Quantity(String id, String name, int quantity, Instant updatedAt) {}

    private Fields() {}

    static RuntimeWiring.Builder wire(RuntimeWiring.Builder wiring) {
        shop(wiring);
        items(wiring);
        levels(wiring);
        AppFields.wire(wiring);
        wiring.type(
                "InventoryAdjustmentGroup",
                t -> t.dataFetcher("changes", from(AppliedGroup::changes))
                        .dataFetcher(
                                "id", from((AppliedGroup group) -> Gid.of("InventoryAdjustmentGroup", group.id()))));
        wiring.type(
                "InventoryChange",
                t -> t.dataFetcher(
                                "item",
                                from((AppliedGroup.Change c) -> c.level().item()))
                        .dataFetcher(
                                "location",
                                from((AppliedGroup.Change c) -> c.level().location()))
                        .dataFetcher("ledgerDocumentUri", env -> null)
                        .dataFetcher("quantityAfterChange", from(AppliedGroup.Change::quantityNow)));
        return wiring;
    }

    private static void shop(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Shop",
                t -> t.dataFetcher(
                                "id",
                                from((ShopBook s) -> Gid.of(
                                        "Shop",
                                        Integer.toUnsignedLong(s.domain().hashCode()))))
                        .dataFetcher("myshopifyDomain", from(ShopBook::domain))
                        .dataFetcher("name", from((ShopBook s) -> s.domain().replace(".myshopify.com", ""))));
        wiring.type(
                "Location",
                t -> t.dataFetcher("id", from((StockLocation l) -> Gid.of("Location", l.id())))
                        .dataFetcher("legacyResourceId", from(StockLocation::id))
                        .dataFetcher("isActive", env -> true)
                        .dataFetcher("inventoryLevels", Queries.page(Fields::levelsThere))
                        .dataFetcher("name", from(StockLocation::name)));
        wiring.type(
                "Product",
                t -> t.dataFetcher("id", from((Product p) -> Gid.of("Product", p.id())))
                        .dataFetcher("legacyResourceId", from(Product::id))
                        .dataFetcher("title", from(Product::title)));
    }

    private static void items(RuntimeWiring.Builder wiring) {
        wiring.type(
                "ProductVariant",
                t -> t.dataFetcher(
                                "id",
                                from((Variant v) ->
                                        Gid.of("ProductVariant", v.item().variantId())))
                        .dataFetcher(
                                "legacyResourceId", from((Variant v) -> v.item().variantId()))
                        .dataFetcher("inventoryItem", from(Variant::item))
                        .dataFetcher(
                                "inventoryQuantity",
                                from((Variant v) -> v.item().levels().stream()
                                        .mapToInt(Level::available)
                                        .sum()))
                        .dataFetcher("product", from((Variant v) -> v.item().product()))
                        .dataFetcher("sku", from((Variant v) -> v.item().sku()))
                        .dataFetcher(
                                "title", from((Variant v) -> v.item().sale().title())));
        wiring.type(
                "InventoryItem",
                t -> t.dataFetcher("id", from((Item i) -> Gid.of("InventoryItem", i.id())))
                        .dataFetcher("legacyResourceId", from(Item::id))
                        .dataFetcher("createdAt", from(Item::createdAt))
                        .dataFetcher("updatedAt", from(Item::createdAt))
                        .dataFetcher("sku", from(Item::sku))
                        .dataFetcher("tracked", from(Item::tracked))
                        .dataFetcher(
                                "requiresShipping", from((Item i) -> !i.sale().giftCard()))
                        .dataFetcher("variant", from(Variant::new))
                        .dataFetcher("inventoryLevel", Fields::levelAt)
                        .dataFetcher(
                                "inventoryLevels",
                                Queries.page(env -> Page.of(
                                        env, changed(env, env.<Item>getSource().levels().stream()), Level::id))));
    }

    private static void levels(RuntimeWiring.Builder wiring) {
        wiring.type(
                "InventoryLevel",
                t -> t.dataFetcher("id", from(Fields::levelGid))
                        .dataFetcher("isActive", env -> true)
                        .dataFetcher("item", from(Level::item))
                        .dataFetcher("location", from(Level::location))
                        .dataFetcher("updatedAt", from(Level::updatedAt))
                        .dataFetcher("quantities", Queries.page(Fields::quantities)));
    }

    private static Object levelsThere(DataFetchingEnvironment env) {
        long location = env.<StockLocation>getSource().id();
        return Page.of(
                env,
                changed(
                        env,
                        AdminContext.shop(env).book().levelsById().values().stream()
                                .filter(level -> level.location().id() == location)),
                Level::id);
    }

    /** Those that the argument {@code query} lets through. */
    private static List<Level> changed(DataFetchingEnvironment env, Stream<Level> levels) {
        Search search = Search.parse(env.getArgument("query"));
        return levels.filter(level -> search.matches(level.item().sku(), level.updatedAt()))
                .toList();
    }

    private static String levelGid(Level level) {
        return Gid.of("InventoryLevel", level.id()) + "?inventory_item_id="
                + level.item().id();
    }

    private static Object levelAt(DataFetchingEnvironment env) {
        Item item = env.getSource();
        return item.levelAt(Gid.parse(env.getArgument("locationId")).expect("Location"));
    }

    /** Quantities of untracked items are all zero, which is what Shopify answers. */
    private static Object quantities(DataFetchingEnvironment env) {
        Level level = env.getSource();
        List<String> names = env.getArgument("names");
        List<Quantity> quantities = new ArrayList<>();
        for (String name : names) {
            quantities.add(quantity(level, name));
        }
        return quantities;
    }

    private static Quantity quantity(Level level, String name) {
        String id = Gid.of("InventoryQuantity", level.id()) + "?name=" + name;
        return switch (name) {
            case "available" -> new Quantity(id, name, level.available(), level.availableUpdatedAt());
            case "committed" -> new Quantity(id, name, level.committed(), level.updatedAt());
            case "on_hand" -> new Quantity(id, name, level.onHand(), level.updatedAt());
            // Kept by Shopify and always zero here: nothing arrives, breaks or is set aside.
            case "incoming", "reserved", "damaged", "safety_stock", "quality_control" ->
                new Quantity(id, name, 0, null);
            default -> throw new Rejection("BAD_REQUEST", "The quantity name " + name + " is not valid.");
        };
    }

    static <S> DataFetcher<Object> from(Function<S, Object> reader) {
        return env -> reader.apply(env.getSource());
    }
}
