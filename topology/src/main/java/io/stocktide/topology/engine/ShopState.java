package io.stocktide.topology.engine;

import io.stocktide.topology.catalog.Variants;
import io.stocktide.topology.orders.Orders;
import io.stocktide.topology.outbox.OutboxStore;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.reservations.DeferredCommands;
import io.stocktide.topology.reservations.Reservations;
import io.stocktide.topology.stock.Items;
import java.util.List;

/** All that is kept of one shop. */
public interface ShopState
        extends Items, Orders, Variants, Agenda, OutboxStore, ParkedLines, Reservations, DeferredCommands {
    /** The items that bear the SKU; more than one where the merchant uses it twice. */
    List<Long> itemsOf(String sku);

    /**
     * Items of the shop in the order of their ids, for those who must see all of them.
     *
     * @param itemId the last that was seen; -1 to begin
     */
    List<Long> itemsAfter(long itemId, int limit);

    /** From here on the state is dropped, in steps; what is added before they are through may go with it. */
    void beginErasure();
}
