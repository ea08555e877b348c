package io.stocktide.sink.reconcile;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.facts.ItemSnapshots;
import io.stocktide.sink.load.SnapshotWriter;
import io.stocktide.sink.read.CatalogPage;
import io.stocktide.sink.read.CatalogReader;
import io.stocktide.sink.read.ChangeReader;
import io.stocktide.sink.read.ItemState;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.read.ShopReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a shop again and writes what it holds as facts. Whether a figure differs from ours is for the topology to say:
 * it alone knows what was on its way. Runs on the caller's thread; throws {@link io.stocktide.sink.read.ReadFailed}.
 */
public final class Reconciliation {
    /** Items read and written at a time. */
    private static final int AT_A_TIME = 200;

    private final ShopReader shop;
    private final FactWriter facts;
    private final int pageSize;
    private final Progress progress;

    /** Told how far it is. */
    public interface Progress {
        /** Of whom nobody wants to know. */
        Progress UNTOLD = new Progress() {
            @Override
            public boolean wantsTotal() {
                return false;
            }

            @Override
            public void read(long items, Long total) {}
        };

        /** Whether a query more is worth the total. */
        boolean wantsTotal();

        /**
         * So many are read and written.
         *
         * @param total null where it is not known
         */
        void read(long items, Long total);
    }

    /**
     * What was read.
     *
     * @param costPoints points of the shop's cost budget that it took
     */
    public record Result(long items, double costPoints) {}

    public Reconciliation(ShopReader shop, FactWriter facts, int pageSize) {
        this(shop, facts, pageSize, Progress.UNTOLD);
    }

    Reconciliation(ShopReader shop, FactWriter facts, int pageSize, Progress progress) {
        this.progress = progress;
        this.shop = shop;
        this.facts = facts;
        this.pageSize = pageSize;
    }

    /** Reads the items with a level that has changed since, by Shopify's clock. */
    public Result since(Instant time) {
        List<String> changed = List.copyOf(new ChangeReader(shop).itemsChangedSince(time));
        for (int from = 0; from < changed.size(); from += AT_A_TIME) {
            int to = Math.min(changed.size(), from + AT_A_TIME);
            write(shop.items(changed.subList(from, to)).values());
            progress.read(to, (long) changed.size());
        }
        return new Result(changed.size(), shop.costPoints());
    }

    /** Reads everything. */
    public Result sweep() {
        CatalogReader pages = new CatalogReader(shop, pageSize);
        SnapshotWriter writer = new SnapshotWriter(facts, shop);
        Long total = progress.wantsTotal() ? pages.count() : null;
        long items = 0;
        String cursor = null;
        do {
            CatalogPage page = pages.read(cursor);
            writer.write(page.variants());
            items += page.variants().size();
            progress.read(items, total);
            cursor = page.cursor();
        } while (cursor != null);
        return new Result(items, shop.costPoints());
    }

    private void write(Iterable<NodeState> nodes) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (NodeState node : nodes) {
            Optional<ItemState> item = node.item();
            item.ifPresent(found -> writes.add(facts.write(
                    Topics.SNAPSHOTS,
                    Keys.item(shop.shop(), found.inventoryItemId()),
                    ItemSnapshots.of(shop.shop(), null, found),
                    shop.trace())));
        }
        CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
    }
}
