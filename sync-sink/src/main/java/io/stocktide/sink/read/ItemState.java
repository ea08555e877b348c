package io.stocktide.sink.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An inventory item as Shopify held it at some moment between {@code readFrom} and {@code readUntil}, by its own clock.
 *
 * @param complete false where it has more levels than were read
 */
public record ItemState(
        long inventoryItemId,
        String sku,
        boolean tracked,
        Instant readFrom,
        Instant readUntil,
        boolean complete,
        List<LevelState> levels) {
    public ItemState {
        levels = List.copyOf(levels);
    }

    public Optional<LevelState> at(long locationId) {
        return levels.stream().filter(level -> level.locationId() == locationId).findFirst();
    }
}
