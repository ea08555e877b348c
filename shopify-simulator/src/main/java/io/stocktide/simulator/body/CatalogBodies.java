package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.Product;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.book.StockLocation;
import java.util.List;

/** Bodies of {@code products}, {@code inventory_items}, {@code inventory_levels} and {@code locations} topics. */
public final class CatalogBodies {
    private CatalogBodies() {}

    /** A snapshot of the level as it is now: no SKU, no reason, no old value, no app. */
    public static byte[] level(ShopBook shop, Level level) {
        return Json.object(shop.offset(), json -> {
            json.id("inventory_item_id", level.item().id());
            json.id("location_id", level.location().id());
            if (level.item().tracked()) {
                json.number("available", level.available());
            } else {
                json.nulls("available");
            }
            json.time("updated_at", level.updatedAt());
            json.text(
                    "admin_graphql_api_id",
                    "gid://shopify/InventoryLevel/" + level.id() + "?inventory_item_id="
                            + level.item().id());
        });
    }

    public static byte[] item(ShopBook shop, Item item) {
        return Json.object(
                shop.offset(),
                json -> json.id("id", item.id())
                        .text("sku", item.sku())
                        .time("created_at", item.createdAt())
                        .time("updated_at", item.createdAt())
                        .flag("requires_shipping", !item.sale().giftCard())
                        .nulls("cost", "country_code_of_origin", "province_code_of_origin", "harmonized_system_code")
                        .flag("tracked", item.tracked())
                        .emptyArrays("country_harmonized_system_codes")
                        .number("weight_value", item.sale().giftCard() ? 0 : 350)
                        .text("weight_unit", "g")
                        .gid("InventoryItem", item.id()));
    }

    public static byte[] location(ShopBook shop, StockLocation location) {
        return Json.object(
                shop.offset(),
                json -> json.id("id", location.id())
                        .text("name", location.name())
                        .text("address1", "1 Invented Way")
                        .nulls("address2")
                        .text("city", "Sampleville")
                        .text("zip", "00001")
                        .text("province", "New York")
                        .text("country", "US")
                        .text("phone", "+1 555-0100")
                        .time("created_at", location.createdAt())
                        .time("updated_at", location.createdAt())
                        .text("country_code", "US")
                        .text("country_name", "United States")
                        .text("province_code", "NY")
                        .flag("legacy", false)
                        .flag("active", true)
                        .gid("Location", location.id()));
    }

    public static byte[] product(ShopBook shop, Product product) {
        Item first = product.variants().get(0);
        return Json.object(
                shop.offset(),
                json -> json.gid("Product", product.id())
                        .text("body_html", "An invented product")
                        .time("created_at", first.createdAt())
                        .text(
                                "handle",
                                product.title()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace(' ', '-'))
                        .id("id", product.id())
                        .text("product_type", first.sale().giftCard() ? "Gift Card" : "Sample")
                        .time("published_at", first.createdAt())
                        .nulls("template_suffix", "category")
                        .text("title", product.title())
                        .time("updated_at", shop.now())
                        .text("vendor", "Sample vendor")
                        .text("status", "active")
                        .text("published_scope", "global")
                        .text("tags", "")
                        .objects("variants", product.variants(), CatalogBodies::variant)
                        .emptyArrays("options", "images")
                        .nulls("image")
                        .emptyArrays("media")
                        .objects(
                                "variant_gids",
                                product.variants(),
                                (j, item) -> j.gid("ProductVariant", item.variantId())
                                        .text("updated_at", item.createdAt().toString()))
                        .flag("has_variants_that_requires_components", false));
    }

    private static void variant(Json json, Item item) {
        List<Item> siblings = item.product().variants();
        int quantity = item.levels().stream().mapToInt(Level::available).sum();
        json.gid("ProductVariant", item.variantId())
                .nulls("barcode", "compare_at_price")
                .time("created_at", item.createdAt())
                .id("id", item.variantId())
                .text("inventory_policy", "deny")
                .number("position", siblings.indexOf(item) + 1)
                .money("price", item.sale().priceCents())
                .id("product_id", item.product().id())
                .text("sku", item.sku())
                .flag("taxable", !item.sale().giftCard())
                .text("title", item.sale().title())
                .time("updated_at", item.createdAt())
                .text("option1", item.sale().title())
                .nulls("option2", "option3", "image_id")
                .id("inventory_item_id", item.id())
                .text("inventory_management", item.tracked() ? "shopify" : null)
                .number("inventory_quantity", quantity)
                .number("old_inventory_quantity", quantity);
    }
}
