package io.stocktide.sink.load;

import java.util.List;
import java.util.SortedMap;

/**
 * What a shop's catalog holds.
 *
 * @param skus different ones, blank ones not among them
 * @param duplicates items by the SKU that they share
 * @param untracked items whose stock Shopify does not count
 * @param withoutSku items that no channel can name by SKU
 * @param locations where anything is stocked
 */
public record CatalogReport(
        int items,
        long levels,
        int skus,
        SortedMap<String, List<Long>> duplicates,
        int untracked,
        int withoutSku,
        int locations) {}
