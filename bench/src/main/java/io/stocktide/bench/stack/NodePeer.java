package io.stocktide.bench.stack;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A peer in JavaScript, in a folder of its own. */
final class NodePeer {
    private static final Duration TO_START = Duration.ofSeconds(30);

    private final Path folder;

    /** @param folder beneath {@code bench/peers} */
    NodePeer(Path home, String folder) {
        this.folder = home.resolve("bench/peers").resolve(folder);
    }

    /** Runs one of its scripts with node until it has said that it is ready. */
    Child start(String script, String name, Path dir, Map<String, String> environment) throws Exception {
        Child child = Child.start(
                name, dir, environment, List.of("node", folder.resolve(script).toString()));
        try {
            Waiting.until(TO_START, script, () -> child.hasSaid("ready"));
            return child;
        } catch (Exception e) {
            child.close();
            throw e;
        }
    }
}
