package io.stocktide.bench.process;

import io.stocktide.bench.bodies.OrderBodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stocktide's roles as they are shipped, each a process that listens on loopback. */
public final class Roles {
    /** Of the topology, by default. */
    public static final String TOPOLOGY_GROUP = "stocktide-topology";

    private final Path home;
    private final Path dir;
    private final String bootstrapServers;
    private final Path shopsFile;
    private final Map<String, String> environment;

    /**
     * @param home where {@code bin/launch} lies
     * @param dir for logs, state and the shops file
     * @param shops so many are known, with the secret of {@link OrderBodies}
     * @param environment beside what is said here, such as {@code JAVA_HOME}
     */
    public Roles(Path home, Path dir, String bootstrapServers, int shops, Map<String, String> environment)
            throws IOException {
        this.home = home;
        this.dir = dir;
        this.bootstrapServers = bootstrapServers;
        this.shopsFile = Files.writeString(dir.resolve("shops.json"), shops(shops));
        this.environment = Map.copyOf(environment);
    }

    private static String shops(int shops) {
        return IntStream.rangeClosed(1, shops)
                .mapToObj(shop ->
                        "{\"shop\":\"%s\",\"adminToken\":\"admin-token-of-no-shop\"}".formatted(OrderBodies.shop(shop)))
                .collect(Collectors.joining(
                        ",", "{\"webhookSecrets\":[\"%s\"],\"shops\":[".formatted(OrderBodies.SECRET), "]}"));
    }

    /** The command {@code stocktide} of the jars that are measured. */
    public static List<String> command(Path home, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/launch").toString(),
                home.resolve("bench/target/lib").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** @param options beside those that all measurements have */
    public Child topology(int port, int heapMebibytes, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--state-dir",
                dir.resolve("state").toString(),
                "--standbys",
                "0",
                // In life a level webhook settles each order's doubt within seconds; no load has any.
                "--settling-seconds",
                "3600"));
        all.addAll(options);
        return start("topology", port, heapMebibytes, all);
    }

    /**
     * @param heapMebibytes at most
     * @param options of the role, beside those that every role has
     */
    public Child start(String role, int port, int heapMebibytes, List<String> options) throws IOException {
        List<String> command = command(
                home,
                role,
                "--bootstrap-servers",
                bootstrapServers,
                "--shops-file",
                shopsFile.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port));
        command.addAll(options);
        Map<String, String> all = new HashMap<>(environment);
        all.put("STOCKTIDE_JAVA_OPTS", "-Xmx" + heapMebibytes + "m");
        all.put("STOCKTIDE_LOG_LEVEL", "WARN");
        all.put("STOCKTIDE_KAFKA_LOG_LEVEL", "WARN");
        return Child.start(role, dir, all, command);
    }
}
