package io.stocktide.sink.status;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each shop was last read again to its end. */
public final class ReadingTimes {
    private final Map<String, Instant> byShop = new ConcurrentHashMap<>();

    /** Of several times the latest counts. */
    public void read(String shop, Instant at) {
        byShop.merge(shop, at, (known, other) -> other.isAfter(known) ? other : known);
    }

    /** Empty where it is not known. */
    public Optional<Instant> last(String shop) {
        return Optional.ofNullable(byShop.get(shop));
    }
}
