package io.stocktide.topology.reads;

import io.stocktide.topology.routing.Hops;
import io.stocktide.topology.routing.Placements;
import io.stocktide.topology.routing.ReadMetrics;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where a read may find a copy of its shop's state.
 *
 * @param self as other instances know this one
 */
public record Copies(
        HostInfo self, Placements placements, LocalStores local, Hops hops, Waits waits, ReadMetrics metrics) {}
