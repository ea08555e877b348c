package io.stocktide.simulator.traffic;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.orders.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What buyers put into carts. A few items sell far more than the rest, as in a drop. */
final class Carts {
    private static final double HOT_SHARE = 0.3;
    private static final double HOT_ITEMS = 0.1;
    private static final double POINT_OF_SALE_SHARE = 0.05;

    private final List<Item> items;
    private final ShopBook shop;

    Carts(ShopBook shop) {
        this.shop = shop;
        this.items = List.copyOf(shop.items().values());
    }

    ShopBook shop() {
        return shop;
    }

    List<Units> cart(SplittableRandom random) {
        int lines = 1 + random.nextInt(3);
        List<Units> cart = new ArrayList<>();
        for (int n = 0; n < lines; n++) {
            cart.add(new Units(item(random).id(), 1 + random.nextInt(3)));
        }
        return cart;
    }

    /** The location an order is rung up at, or null for one placed online. */
    Long pointOfSale(SplittableRandom random) {
        int position = random.nextInt(shop.locations().size());
        boolean rungUp = random.nextDouble() < POINT_OF_SALE_SHARE;
        return rungUp ? Long.valueOf(shop.locations().get(position).id()) : null;
    }

    Item item(SplittableRandom random) {
        boolean hot = random.nextDouble() < HOT_SHARE;
        int among = hot ? Math.max(1, (int) (items.size() * HOT_ITEMS)) : items.size();
        return items.get(random.nextInt(among));
    }

    /** An item whose stock is counted; null when the draws met none. */
    Item trackedItem(SplittableRandom random) {
        for (int tries = 0; tries < 20; tries++) {
            Item item = item(random);
            if (item.tracked()) {
                return item;
            }
        }
        return null;
    }
}
