package io.stocktide.topology.routing;

import java.util.List;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where the copies of one partition's state are, as the group's leader has assigned them.
 *
 * @param active null where nobody has it
 * @param standbys in the same order on every instance
 */
public record Placement(int partition, HostInfo active, List<HostInfo> standbys) {
    public Placement {
        standbys = List.copyOf(standbys);
    }

    static Placement of(KeyQueryMetadata metadata) {
        HostInfo active = metadata.activeHost();
        return new Placement(
                metadata.partition(),
                HostInfo.unavailable().equals(active) ? null : active,
                metadata.standbyHosts().stream()
                        .filter(host -> !HostInfo.unavailable().equals(host))
                        .sorted(java.util.Comparator.comparing(HostInfo::toString))
                        .toList());
    }
}
