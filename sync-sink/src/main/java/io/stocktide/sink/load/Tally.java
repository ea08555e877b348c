package io.stocktide.sink.load;

import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.sink.read.ShopReader;
import java.time.Instant;

/** A load as it goes on, with what it costs. */
final class Tally {
    private final ShopReader shop;
    private final double spentBefore;
    private CatalogLoad load;

    Tally(CatalogLoad begun, ShopReader shop) {
        this.load = begun;
        this.shop = shop;
        // A load that this very reader began counts its points already.
        this.spentBefore = Math.max(0, begun.costPoints() - shop.costPoints());
    }

    CatalogLoad load() {
        return load;
    }

    CatalogLoad page(int variants, String cursor, Instant endedAt) {
        return next(load.variantsRead() + variants, cursor, null, endedAt);
    }

    CatalogLoad operation(String id) {
        return next(0, null, id, null);
    }

    CatalogLoad lines(int variants) {
        return next(load.variantsRead() + variants, null, load.bulkOperationId(), null);
    }

    CatalogLoad ended(Instant at) {
        return next(load.variantsRead(), null, load.bulkOperationId(), at);
    }

    CatalogLoad restart() {
        return next(0, null, null, null);
    }

    private CatalogLoad next(long variantsRead, String cursor, String operationId, Instant endedAt) {
        load = new CatalogLoad(
                load.method(),
                load.startedAt(),
                endedAt,
                load.fromOffset(),
                load.variantsExpected(),
                variantsRead,
                cursor,
                operationId,
                spentBefore + shop.costPoints());
        return load;
    }
}
