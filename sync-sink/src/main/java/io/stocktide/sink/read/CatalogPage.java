package io.stocktide.sink.read;

import java.util.List;

/**
 * Some of a shop's variants.
 *
 * @param cursor behind which the next page begins; null on the last
 * @param costPoints what it took out of the shop's cost budget
 */
public record CatalogPage(List<VariantState> variants, String cursor, double costPoints) {
    public CatalogPage {
        variants = List.copyOf(variants);
    }
}
