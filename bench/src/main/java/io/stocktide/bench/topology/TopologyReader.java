package io.stocktide.bench.topology;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stocktide's own role, as it is shipped: exactly-once, with all its features.
 *
 * @param home where {@code bin/launch} lies
 * @param heapMebibytes at most; what it keeps in RocksDB is apart
 * @param environment beside what is said here, such as {@code JAVA_HOME}
 */
record TopologyReader(Path home, int heapMebibytes, Map<String, String> environment) implements Drain.Reader {
    static final String GROUP = "stocktide-topology";

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
        Path shops = dir.resolve("shops.json");
        Files.writeString(shops, Shops.of(load.shops()));
        List<String> command = new ArrayList<>(launch(
                "topology",
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--shops-file",
                shops.toString(),
                "--state-dir",
                dir.resolve("state").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--standbys",
                "0",
                // In life a level webhook settles each order's doubt within seconds; this load has none.
                "--settling-seconds",
                "3600"));
        command.addAll(options);
        return Child.start("topology", dir, allEnvironment(), command);
    }

    /** The command {@code stocktide} of the same jars. */
    List<String> launch(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/launch").toString(),
                home.resolve("bench/target/lib").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Map<String, String> allEnvironment() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("STOCKTIDE_JAVA_OPTS", "-Xmx" + heapMebibytes + "m");
        all.put("STOCKTIDE_LOG_LEVEL", "WARN");
        all.put("STOCKTIDE_KAFKA_LOG_LEVEL", "WARN");
        return all;
    }

    @Override
    public String group() {
        return GROUP;
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
