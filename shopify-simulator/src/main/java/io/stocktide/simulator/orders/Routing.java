package io.stocktide.simulator.orders;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.StockLocation;

/** Chooses where an order line commits. The choice never appears in an order body. */
final class Routing {
    private Routing() {}

    /**
     * The first location in priority order that holds enough; where none does, the first that stocks the item, which is
     * then oversold.
     *
     * @param pointOfSale where it was rung up, if it was: those units leave that place whatever the books say
     */
    static Level route(Item item, int quantity, StockLocation pointOfSale) {
        if (pointOfSale != null && item.levelAt(pointOfSale.id()) != null) {
            return item.levelAt(pointOfSale.id());
        }
        return item.levels().stream()
                .filter(level -> level.available() >= quantity)
                .findFirst()
                .orElseGet(() -> item.levels().iterator().next());
    }
}
