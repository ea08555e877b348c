package io.stocktide.sink.load;

import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.CatalogLoad.Method;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.read.BulkCatalog;
import io.stocktide.sink.read.CatalogPage;
import io.stocktide.sink.read.CatalogReader;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.shopify.ShopifyError;
import java.time.InstantSource;

/**
 * Reads a shop's whole catalog into facts. What has been journalled is not read again by whoever goes on with it; what
 * was written behind that is written once more, which does no harm. Runs on the caller's thread, and throws {@link
 * ReadFailed} where Shopify could not be read for all the retries.
 */
public final class CatalogLoader {
    private final ShopReader shop;
    private final LoadSettings settings;
    private final LoadJournal journal;
    private final InstantSource clock;
    private final SnapshotWriter writer;
    private final CatalogReader pages;

    public CatalogLoader(
            ShopReader shop, FactWriter facts, LoadSettings settings, LoadJournal journal, InstantSource clock) {
        this.shop = shop;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
        this.writer = new SnapshotWriter(facts, shop);
        this.pages = new CatalogReader(shop, settings.pageSize());
    }

    /** @param fromOffset where the facts will begin on the shop's partition of {@code snapshots} */
    public CatalogLoad begin(long fromOffset) {
        long variants = pages.count();
        Method method = variants >= settings.bulkFrom() ? Method.BULK : Method.PAGES;
        CatalogLoad load =
                new CatalogLoad(method, clock.instant(), null, fromOffset, variants, 0, null, null, shop.costPoints());
        journal.reached(load);
        return load;
    }

    /** Goes on to the end, and returns the load as it ended. */
    public CatalogLoad finish(CatalogLoad begun) {
        Tally tally = new Tally(begun, shop);
        return begun.method() == Method.BULK
                ? new BulkLoad(new BulkCatalog(shop), writer, settings, journal, clock).run(tally)
                : byPages(tally);
    }

    private CatalogLoad byPages(Tally tally) {
        CatalogPage page = firstPage(tally);
        while (true) {
            writer.write(page.variants());
            boolean last = page.cursor() == null;
            CatalogLoad reached = tally.page(page.variants().size(), page.cursor(), last ? clock.instant() : null);
            journal.reached(reached);
            if (last) {
                return reached;
            }
            page = pages.read(page.cursor());
        }
    }

    /** A cursor that Shopify no longer takes costs no more than beginning anew. */
    private CatalogPage firstPage(Tally tally) {
        try {
            return pages.read(tally.load().cursor());
        } catch (ReadFailed e) {
            if (tally.load().cursor() == null || e.error() != ShopifyError.BAD_REQUEST) {
                throw e;
            }
            tally.restart();
            return pages.read(null);
        }
    }
}
