package io.stocktide.bench.topology;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import io.stocktide.bench.process.Roles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Stocktide's topology without the role around it: no reads, no metrics over HTTP.
 *
 * @param guarantee Kafka Streams' processing guarantee
 * @param ledger whether the topic {@code ledger} is written
 */
record StreamsReader(String guarantee, boolean ledger) implements Drain.Reader {
    @Override
    public void start(Cluster cluster, Path dir, Load load, List<Child> processes) throws IOException {
        processes.add(Child.java(
                "streams",
                dir,
                List.of("-Xmx" + TopologyReader.HEAP_MEBIBYTES + "m"),
                StreamsMain.class,
                cluster.bootstrapServers(),
                dir.resolve("state").toString(),
                guarantee,
                Boolean.toString(ledger)));
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
    public void requireTaken(Cluster cluster, long units) {
        StockTaken.require(cluster, units);
    }
}
