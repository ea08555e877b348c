package io.stocktide.schemas.value;

import java.time.Instant;

/**
 * A reading of a shop's whole catalog: what is needed to go on with it, and what it has cost.
 *
 * @param endedAt null as long as it is under way
 * @param fromOffset where its facts begin on the shop's partition of {@code snapshots}
 * @param variantsExpected how many variants Shopify counted at its beginning
 * @param variantsRead how many of them are on {@code snapshots}
 * @param cursor behind which the next page begins; null at the first, and in a bulk operation
 * @param bulkOperationId Shopify's id of it; null where pages are read, or none has been started yet
 * @param costPoints points of the shop's cost budget spent so far
 */
public record CatalogLoad(
        Method method,
        Instant startedAt,
        Instant endedAt,
        long fromOffset,
        long variantsExpected,
        long variantsRead,
        String cursor,
        String bulkOperationId,
        double costPoints) {
    /** How it reads. */
    public enum Method {
        /** One query after the other. */
        PAGES,
        /** One file that Shopify makes of all. */
        BULK
    }
}
