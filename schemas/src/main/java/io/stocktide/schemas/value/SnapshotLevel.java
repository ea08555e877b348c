package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/** What Shopify held available at one location; {@code available} is null where the item is not tracked. */
public record SnapshotLevel(
        @JsonFormat(shape = JsonFormat.Shape.STRING) long locationId, Integer available) {}
