package io.stocktide.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** wrk with {@code bench/load/webhooks.lua}: a closed loop, in which each connection waits for its answer. */
final class Wrk {
    private static final int GRACE_SECONDS = 30;

    private final Path script;
    private final Path bodies;
    private final URI url;
    private final Path dir;

    /**
     * What was seen.
     *
     * @param accepted answers with a status of success
     * @param p99Millis from when a request was sent
     */
    record Seen(long accepted, double seconds, double p99Millis) {
        double acceptedPerSecond() {
            return accepted / seconds;
        }
    }

    /** @param bodies as {@link Webhooks#file} writes them */
    Wrk(Path home, Path bodies, URI url, Path dir) {
        this.script = home.resolve("bench/load/webhooks.lua");
        this.bodies = bodies;
        this.url = url;
        this.dir = dir;
    }

    /** @param name begins every webhook's id, never the same again at one server */
    Seen run(String name, int connections, int seconds) throws IOException, InterruptedException {
        Path log = dir.resolve("wrk-" + name + ".log");
        Process wrk = new ProcessBuilder(command(name, connections, seconds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            wrk.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        } finally {
            wrk.destroyForcibly().waitFor();
        }
        return parse(Files.readString(log));
    }

    private List<String> command(String name, int connections, int seconds) {
        return List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout=10s",
                "-s",
                script.toString(),
                url.toString(),
                "--",
                bodies.toString(),
                name);
    }

    /**
     * Reads what the script says at the end. Throws {@link IllegalStateException} where there is no such line, or a
     * connection broke, or no request was accepted.
     */
    static Seen parse(String output) throws IOException {
        String last = output.lines()
                .filter(line -> line.startsWith("{\"requests\""))
                .reduce((one, another) -> another)
                .orElseThrow(() -> new IllegalStateException("wrk has not said what it saw: " + output.strip()));
        JsonNode seen = Json.mapper().readTree(last);
        long accepted =
                seen.path("requests").asLong() - seen.path("errors_status").asLong();
        if (accepted <= 0 || seen.path("errors_socket").asLong() > 0) {
            throw new IllegalStateException("a load that was not taken: " + last);
        }
        return new Seen(
                accepted,
                seen.path("duration_us").asLong() / 1e6,
                seen.path("p99_us").asLong() / 1e3);
    }
}
