package io.stocktide.system.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Orders at Shopify: what is bought, edited, refunded and cancelled. */
final class Orders {
    private static final List<String> RESTOCKS = List.of("cancel", "return", "legacy_restock");

    private final Wire wire;
    private final Courier courier;
    private final Shopify shopify;
    private final Trace trace;
    private final List<Sale> sales = new ArrayList<>();
    private final Map<Long, Long> ordered = new TreeMap<>();
    private final Map<Long, Long> restocked = new TreeMap<>();
    private long nextId = 9_007_199_254_750_000L;

    Orders(Wire wire, Courier courier, Shopify shopify, Trace trace) {
        this.wire = wire;
        this.courier = courier;
        this.shopify = shopify;
        this.trace = trace;
    }

    /** Units of each item that orders have taken, refunds apart. */
    Map<Long, Long> ordered() {
        return ordered;
    }

    /** Units of each item that refunds have put back. */
    Map<Long, Long> restocked() {
        return restocked;
    }

    void order(boolean atTill, Random random) {
        Long till = atTill ? Long.valueOf(random.nextInt(3) == 0 ? Catalog.WAREHOUSE : Catalog.STORE) : null;
        Sale sale = new Sale(nextId++, till, wire.second());
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            addLine(sale, anyVariant(random), 1 + random.nextInt(3), random);
        }
        // Payment comes moments after the stock has moved.
        wire.in(random.nextInt(3_000), () -> {
            sales.add(sale);
            tell(sale, "orders/create", new Random(sale.id));
        });
    }

    private static long anyVariant(Random random) {
        int choice = random.nextInt(10);
        if (choice == 0) {
            return Catalog.GIFT_CARD_VARIANT;
        }
        return Catalog.variantOf(Catalog.ALL.get(choice == 1 ? 3 : random.nextInt(3)));
    }

    private Sale.Line addLine(Sale sale, long variantId, int quantity, Random random) {
        Sale.Line line = new Sale.Line(nextId++, variantId, quantity);
        sale.lines.put(line.id, line);
        trace.add("order %d%s takes %d of variant %d", sale.id, till(sale), quantity, variantId);
        take(sale, line, quantity, random);
        return line;
    }

    private static String till(Sale sale) {
        return sale.tillLocationId == null ? "" : " at the till of " + sale.tillLocationId;
    }

    private void take(Sale sale, Sale.Line line, int quantity, Random random) {
        if (line.moves()) {
            ordered.merge(line.itemId(), (long) quantity, Long::sum);
            long at = sale.tillLocationId == null
                    ? shopify.anyPlaceOf(line.itemId(), random)
                    : sale.tillLocationId.longValue();
            shopify.change(new Place(line.itemId(), at), -quantity, random);
        }
    }

    void tellAgain(Random random) {
        if (!sales.isEmpty()) {
            Sale sale = any(random);
            sale.updatedSecond = wire.second();
            courier.sendSoon("orders/updated", () -> Bodies.order(sale), random);
        }
    }

    void fulfil(Random random) {
        if (!sales.isEmpty()) {
            Sale sale = any(random);
            sale.fulfillments.add(nextId++);
            tell(sale, random.nextBoolean() ? "orders/fulfilled" : "orders/partially_fulfilled", random);
        }
    }

    /** More of a line, or a line more. */
    void editAdds(Random random) {
        if (sales.isEmpty()) {
            return;
        }
        Sale sale = any(random);
        int added = 1 + random.nextInt(2);
        Sale.Line line;
        if (random.nextInt(3) == 0) {
            line = addLine(sale, anyVariant(random), added, random);
        } else {
            List<Sale.Line> lines = new ArrayList<>(sale.lines.values());
            line = lines.get(random.nextInt(lines.size()));
            line.quantity += added;
            line.left += added;
            trace.add("order %d takes %d more of variant %d", sale.id, added, line.variantId);
            take(sale, line, added, random);
        }
        courier.send(
                "orders/edited",
                Bodies.edit(nextId++, sale.id, wire.second(), Map.of(line.id, added), Map.of()),
                random);
        tell(sale, "orders/updated", random);
    }

    /** Shopify tells of units that an edit removes as of a refund. */
    void editRemoves(Random random) {
        Sale sale = anyWithLinesLeft(random);
        if (sale != null) {
            Sale.Line line = sale.linesLeft().get(0);
            Map<Long, Integer> removed = Map.of(line.id, 1);
            giveBack(sale, Map.of(line, 1), "cancel", random);
            courier.send("orders/edited", Bodies.edit(nextId++, sale.id, wire.second(), Map.of(), removed), random);
            tell(sale, "orders/updated", random);
        }
    }

    void refund(Random random) {
        Sale sale = anyWithLinesLeft(random);
        if (sale != null) {
            List<Sale.Line> left = sale.linesLeft();
            Sale.Line line = left.get(random.nextInt(left.size()));
            String type = random.nextInt(3) == 0 ? "no_restock" : RESTOCKS.get(random.nextInt(RESTOCKS.size()));
            giveBack(sale, Map.of(line, 1 + random.nextInt(line.left)), type, random);
            tell(sale, "orders/updated", random);
        }
    }

    void cancel(Random random) {
        Sale sale = anyWithLinesLeft(random);
        if (sale != null) {
            Map<Sale.Line, Integer> all = new LinkedHashMap<>();
            sale.linesLeft().forEach(line -> all.put(line, line.left));
            giveBack(sale, all, "cancel", random);
            sale.cancelledSecond = wire.second();
            tell(sale, "orders/cancelled", random);
        }
    }

    private void giveBack(Sale sale, Map<Sale.Line, Integer> quantities, String restockType, Random random) {
        List<Sale.Refunded> refunded = new ArrayList<>();
        quantities.forEach((line, quantity) -> {
            line.left -= quantity;
            trace.add("order %d gives %d of variant %d back (%s)", sale.id, quantity, line.variantId, restockType);
            Long at = restock(line, quantity, restockType, random);
            boolean named = at != null && random.nextInt(3) != 0 && !restockType.equals("legacy_restock");
            refunded.add(new Sale.Refunded(nextId++, line, quantity, restockType, named ? at : null));
        });
        Sale.Refund refund = new Sale.Refund(nextId++, sale.id, wire.second(), refunded);
        sale.refunds.add(refund);
        courier.send("refunds/create", Bodies.refund(refund), random);
    }

    private Long restock(Sale.Line line, int quantity, String restockType, Random random) {
        if (!line.moves() || restockType.equals("no_restock")) {
            return null;
        }
        restocked.merge(line.itemId(), (long) quantity, Long::sum);
        long at = shopify.anyPlaceOf(line.itemId(), random);
        shopify.change(new Place(line.itemId(), at), quantity, random);
        return at;
    }

    private Sale any(Random random) {
        return sales.get(random.nextInt(sales.size()));
    }

    private Sale anyWithLinesLeft(Random random) {
        List<Sale> left =
                sales.stream().filter(sale -> !sale.linesLeft().isEmpty()).toList();
        return left.isEmpty() ? null : left.get(random.nextInt(left.size()));
    }

    /**
     * The body is of this moment. Were it built later, and the order edited meanwhile, no version would show what the
     * edit found: it then counts twice in the ledger (rule 2) until a later version comes.
     */
    private void tell(Sale sale, String topic, Random random) {
        sale.updatedSecond = wire.second();
        courier.send(topic, Bodies.order(sale), random);
    }
}
