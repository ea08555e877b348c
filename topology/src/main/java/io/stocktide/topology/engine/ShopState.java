package io.stocktide.topology.engine;

import io.stocktide.topology.catalog.Variants;
import io.stocktide.topology.orders.Orders;
import io.stocktide.topology.outbox.OutboxStore;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.stock.Items;
import java.util.List;

/** All that is kept of one shop. */
public interface ShopState extends Items, Orders, Variants, Agenda, OutboxStore, ParkedLines {
    /** The items that bear the SKU; more than one where the merchant uses it twice. */
    List<Long> itemsOf(String sku);

    /** Every item of the shop. Costs a scan. */
    List<Long> allItems();

    /** From here on the state is dropped, in steps; what is added before they are through may go with it. */
    void beginErasure();
}
