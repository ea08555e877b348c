package io.stocktide.service.pulse;

import io.stocktide.schemas.value.LatencyCounts;
import io.stocktide.schemas.value.Pulse;
import java.util.Map;
import java.util.function.Function;

/**
 * What a role has to tell of one period; see {@link Pulse}.
 *
 * @param state null but of a topology
 */
public record Figures(
        Pulse.Counts counts,
        LatencyCounts ackMillis,
        LatencyCounts acceptedToStockMillis,
        LatencyCounts acceptedToShopifyMillis,
        Pulse.State state,
        Map<String, Long> mismatches) {
    /** Reads a role's figures from its meters; asked once a period, and must not wait. */
    public interface Reader extends Function<MeterDeltas, Figures> {}
}
