package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stocktide.schemas.value.StockLevel;
import java.time.Instant;

/** A {@link StockLevel} as a read gives it: with the time that it is of. */
public record LevelStock(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId,
        String sku,
        Long available,
        Long shopifyAvailable,
        long unsettled,
        long reserved,
        long pendingPush,
        Instant observedAt,
        StockLevel.Status status,
        AsOf asOf) {
    /**
     * @param asOf of when the level is
     */
    public static LevelStock of(StockLevel level, AsOf asOf) {
        return new LevelStock(
                level.shop(),
                level.inventoryItemId(),
                level.locationId(),
                level.sku(),
                level.available(),
                level.shopifyAvailable(),
                level.unsettled(),
                level.reserved(),
                level.pendingPush(),
                level.observedAt(),
                level.status(),
                asOf);
    }
}
