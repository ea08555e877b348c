package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stocktide.schemas.value.StockLevel;
import java.util.List;

/**
 * One inventory item over all its locations.
 *
 * @param available what all locations together may sell, in units; null where the item is not tracked
 * @param unsettled see {@link StockLevel}; each level's {@code available} is lowered by all of it, the total once
 * @param reserved what reservations hold at all locations, in units
 * @param asOf of when it is, as each level says too
 */
public record ItemStock(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        String sku,
        boolean tracked,
        Long available,
        long unsettled,
        long reserved,
        List<LevelStock> levels,
        AsOf asOf) {}
