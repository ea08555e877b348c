package io.stocktide.bench.topology;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Ports;
import io.stocktide.bench.process.Roles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stocktide's own role, as it is shipped: exactly-once, with all its features.
 *
 * @param home where {@code bin/launch} lies
 * @param heapMebibytes at most; what it keeps in RocksDB is apart
 * @param environment beside what its launcher says, such as {@code JAVA_HOME}
 */
record TopologyReader(Path home, int heapMebibytes, Map<String, String> environment) implements Drain.Reader {
    /** The heap of each process that stands beside another. */
    static final int HEAP_MEBIBYTES = 1024;

    TopologyReader(Path home) {
        this(home, HEAP_MEBIBYTES, Map.of());
    }

    @Override
    public void start(Cluster cluster, Path dir, Load load, List<Child> processes) throws IOException {
        processes.add(start(cluster, dir, load, Ports.free(), List.of()));
    }

    /** @param options of the role, beside those that all runs have */
    Child start(Cluster cluster, Path dir, Load load, int port, List<String> options) throws IOException {
        return new Roles(home, dir, cluster.bootstrapServers(), load.shops(), environment)
                .topology(port, heapMebibytes, options);
    }

    @Override
    public String group() {
        return Roles.TOPOLOGY_GROUP;
    }

    @Override
    public boolean readsCatalogue() {
        return true;
    }

    @Override
    public void requireTaken(Cluster cluster, long units) throws Exception {
        StockTaken.require(cluster, units);
    }
}
