package io.stocktide.bench.topology;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stocktide's own role, as it is shipped. */
public final class TopologyReader implements Drain.Reader {
    private static final int PORT = 28081;

    private final Path home;
    private final String javaOptions;
    private final List<String> options;

    /**
     * @param home where {@code bin/launch} lies
     * @param javaOptions for its JVM, beside those that it has anyway
     * @param options of the role
     */
    public TopologyReader(Path home, String javaOptions, List<String> options) {
        this.home = home;
        this.javaOptions = javaOptions;
        this.options = options;
    }

    @Override
    public List<Child> start(Cluster cluster, Path dir) throws IOException {
        Path shops = dir.resolve("shops.json");
        Files.writeString(shops, Shops.of(1));
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/launch").toString(),
                home.resolve("bench/target/lib").toString(),
                "topology",
                "--bootstrap-servers",
                cluster.bootstrapServers(),
                "--shops-file",
                shops.toString(),
                "--state-dir",
                dir.resolve("state").toString(),
                "--port",
                Integer.toString(PORT),
                "--standbys",
                "0"));
        command.addAll(options);
        Map<String, String> environment = Map.of(
                "STOCKTIDE_JAVA_OPTS", javaOptions, "STOCKTIDE_LOG_LEVEL", "WARN", "STOCKTIDE_KAFKA_LOG_LEVEL", "WARN");
        return List.of(Child.start("topology", dir, environment, command));
    }

    @Override
    public String group() {
        return "stocktide-topology";
    }

    @Override
    public boolean readsCatalogue() {
        return true;
    }
}
