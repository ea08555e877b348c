package io.stocktide.bench.stack;

import io.stocktide.bench.process.Child;
import io.stocktide.bench.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A peer in JavaScript, in a folder of its own. */
final class NodePeer {
    private static final Duration TO_START = Duration.ofSeconds(30);
    private static final Duration TO_INSTALL = Duration.ofMinutes(5);

    private final Path folder;

    /** @param folder beneath {@code bench/peers} */
    NodePeer(Path home, String folder) {
        this.folder = home.resolve("bench/peers").resolve(folder);
    }

    /** Runs one of its scripts with node until it has said that it is ready. */
    Child start(String script, String name, Path dir, Map<String, String> environment) throws Exception {
        install(dir);
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

    /** What it needs, once, as its lock file pins it. */
    private void install(Path dir) throws IOException, InterruptedException {
        if (Files.isDirectory(folder.resolve("node_modules"))) {
            return;
        }
        Path log = dir.resolve("npm.log");
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = npm.waitFor(TO_INSTALL.toSeconds(), TimeUnit.SECONDS);
        npm.destroyForcibly().waitFor();
        if (!ended || npm.exitValue() != 0) {
            throw new IllegalStateException("npm ci in " + folder + " did not work: see " + log);
        }
    }
}
