package io.stocktide.simulator.body;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.OrderLine;
import java.util.List;

/** A line item. It names the variant and the SKU; never the inventory item, never a location. */
final class LineParts {
    /** The invented tax every taxable line bears: 8 %. */
    private static final int TAX_PERCENT = 8;

    private LineParts() {}

    static long taxCents(OrderLine line, int units) {
        return line.item().sale().giftCard() ? 0 : priceCents(line, units) * TAX_PERCENT / 100;
    }

    static long priceCents(OrderLine line, int units) {
        return (long) line.item().sale().priceCents() * units;
    }

    /**
     * Every field of a line.
     *
     * @param quantity units as this place shows them: those ordered in an order, those sent in a fulfilment
     */
    static void line(Json json, OrderLine line, int quantity) {
        Item item = line.item();
        json.id("id", line.id())
                .gid("LineItem", line.id())
                .emptyArrays("attributed_staffs")
                .number("current_quantity", line.current())
                .number("fulfillable_quantity", line.fulfillable())
                .text("fulfillment_service", item.sale().giftCard() ? "gift_card" : "manual")
                .text("fulfillment_status", status(line))
                .flag("gift_card", item.sale().giftCard())
                .number("grams", item.sale().giftCard() ? 0 : 350)
                .text("name", item.product().title() + " - " + item.sale().title())
                .money("price", item.sale().priceCents())
                .moneySet("price_set", item.sale().priceCents())
                .flag("product_exists", true)
                .id("product_id", item.product().id())
                .emptyArrays("properties")
                .number("quantity", quantity);
        rest(json, line, quantity);
    }

    private static void rest(Json json, OrderLine line, int quantity) {
        Item item = line.item();
        json.flag("requires_shipping", !item.sale().giftCard())
                .text("sku", item.sku())
                .flag("taxable", !item.sale().giftCard())
                .text("title", item.product().title())
                .money("total_discount", 0)
                .moneySet("total_discount_set", 0)
                .id("variant_id", item.variantId())
                .text("variant_inventory_management", item.tracked() ? "shopify" : null)
                .text("variant_title", item.sale().title())
                .text("vendor", "Sample vendor");
        json.objects(
                "tax_lines",
                taxed(line),
                (tax, taxedLine) -> tax.flag("channel_liable", false)
                        .money("price", taxCents(taxedLine, quantity))
                        .moneySet("price_set", taxCents(taxedLine, quantity))
                        .text("rate", "0.0" + TAX_PERCENT)
                        .text("title", "Invented Tax"));
        json.emptyArrays("duties", "discount_allocations");
    }

    private static List<OrderLine> taxed(OrderLine line) {
        return line.item().sale().giftCard() ? List.of() : List.of(line);
    }

    private static String status(OrderLine line) {
        if (line.fulfilled()) {
            return "fulfilled";
        }
        return line.partlyFulfilled() ? "partial" : null;
    }
}
