package io.stocktide.sink.load;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.read.CatalogReader;
import java.time.Duration;

/**
 * How a catalog is read.
 *
 * @param bulkFrom shops with at least as many variants are read by a bulk operation, smaller ones page by page
 * @param pageSize variants in one query
 * @param poll how often a bulk operation is asked how far it is
 * @param stall how long a file that is fetched may stand still
 * @param attempts how often a bulk operation, or the fetching of its file, may fail without getting any further
 */
public record LoadSettings(long bulkFrom, int pageSize, Duration poll, Duration stall, int attempts) {
    public LoadSettings {
        if (bulkFrom < 0) {
            throw new ConfigException("the number of variants for a bulk operation must not be negative");
        }
        if (pageSize < 1 || pageSize > CatalogReader.MAX_PAGE) {
            throw new ConfigException("a page has 1 to " + CatalogReader.MAX_PAGE + " variants");
        }
    }

    /** Bulk from 10,000 variants; 50 in a page, which a query's greatest cost allows; 2 s; 30 s; 3 times. */
    public static LoadSettings defaults() {
        return new LoadSettings(10_000, 50, Duration.ofSeconds(2), Duration.ofSeconds(30), 3);
    }

    public LoadSettings with(long newBulkFrom, int newPageSize) {
        return new LoadSettings(newBulkFrom, newPageSize, poll, stall, attempts);
    }

    LoadSettings withPoll(Duration other) {
        return new LoadSettings(bulkFrom, pageSize, other, stall, attempts);
    }
}
