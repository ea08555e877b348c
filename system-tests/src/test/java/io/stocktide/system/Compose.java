package io.stocktide.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's docker-compose.yml, as a project of its own on free ports; what the commands say is in its log. */
final class Compose implements AutoCloseable {
    static final String IMAGE = "stocktide:test";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OWN_CERTIFICATES = Path.of("/usr/local/share/ca-certificates");
    private static final int MAX_MINUTES = 20;

    private final List<String> command;
    private final Map<String, String> environment;
    private final File log;
    private final int topology1Port;
    private final int topology2Port;
    private final int simulatorPort;
    private final String project;

    Compose(Path log) {
        List<Integer> ports = Ports.free(6);
        this.log = log.toFile();
        this.topology1Port = ports.get(1);
        this.topology2Port = ports.get(2);
        this.simulatorPort = ports.get(4);
        this.project = "stocktide-" + ProcessHandle.current().pid();
        this.environment = Map.of(
                "COMPOSE_PROJECT_NAME", project,
                "STOCKTIDE_IMAGE", IMAGE,
                "STOCKTIDE_INGEST_PORT", ports.get(0).toString(),
                "STOCKTIDE_TOPOLOGY_PORT", ports.get(1).toString(),
                "STOCKTIDE_TOPOLOGY_2_PORT", ports.get(2).toString(),
                "STOCKTIDE_SINK_PORT", ports.get(3).toString(),
                "STOCKTIDE_SIMULATOR_PORT", ports.get(4).toString(),
                "KAFKA_PORT", ports.get(5).toString(),
                "STOCKTIDE_ORDERS_PER_SECOND", "20");
        this.command = engineAnswers() && succeeds("docker", "compose", "version")
                ? List.of("docker", "compose")
                : List.of("docker-compose");
    }

    /** Whether there is an engine, and a Compose of either kind. */
    static boolean engineAnswers() {
        return succeeds("docker", "info")
                && (succeeds("docker", "compose", "version") || succeeds("docker-compose", "version"));
    }

    void build() {
        must(List.of("docker", "build", "--build-arg", "EXTRA_CA=" + ownCertificates(), "-t", IMAGE, "."));
    }

    void up() {
        must(composed("up", "-d"));
    }

    /** Runs one of Stocktide's commands beside the others; its exit code. */
    int tool(String... arguments) {
        List<String> words = new ArrayList<>(List.of("run", "--rm", "tools"));
        words.addAll(List.of(arguments));
        return run(composed(words.toArray(String[]::new)));
    }

    void kill(String service) {
        must(composed("kill", "-s", "SIGKILL", service));
    }

    void start(String service) {
        must(composed("start", service));
    }

    /** What {@code docker inspect} says of the service's container, by its template. */
    String inspect(String service, String template) {
        String id = output(composed("ps", "-q", service));
        return output(List.of("docker", "inspect", "-f", template, id));
    }

    /** The content of one of the files that the roles share. */
    String sharedFile(String name) {
        return output(composed("exec", "-T", "ingest", "cat", "/etc/stocktide/" + name));
    }

    String topology1Url() {
        return "http://127.0.0.1:" + topology1Port;
    }

    String topology2Url() {
        return "http://127.0.0.1:" + topology2Port;
    }

    String simulatorUrl() {
        return "http://127.0.0.1:" + simulatorPort;
    }

    @Override
    public void close() {
        run(composed("logs", "--no-color"));
        run(composed("down", "-v", "--timeout", "5"));
    }

    private List<String> composed(String... arguments) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--env-file", "ops/compose/simulator.env"));
        words.addAll(List.of(arguments));
        return words;
    }

    private void must(List<String> words) {
        if (run(words) != 0) {
            throw new IllegalStateException(words.get(0) + " " + words.get(words.size() - 1) + " failed: see " + log);
        }
    }

    private int run(List<String> words) {
        return finish(words, ProcessBuilder.Redirect.appendTo(log)).exitValue();
    }

    private String output(List<String> words) {
        try {
            Path file = Files.createTempFile("compose", ".out");
            finish(words, ProcessBuilder.Redirect.to(file.toFile()));
            String output = Files.readString(file).strip();
            Files.delete(file);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process finish(List<String> words, ProcessBuilder.Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT.toFile());
        builder.environment().putAll(environment);
        return wait(builder.redirectError(ProcessBuilder.Redirect.appendTo(log)).redirectOutput(output));
    }

    private static boolean succeeds(String... words) {
        try {
            return wait(new ProcessBuilder(words)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                            .exitValue()
                    == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Process wait(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        builder.command().get(0) + " takes longer than " + MAX_MINUTES + " min");
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What this machine trusts beside the public ones: the image's build must trust it too. */
    private static String ownCertificates() {
        if (!Files.isDirectory(OWN_CERTIFICATES)) {
            return "";
        }
        try (Stream<Path> files = Files.list(OWN_CERTIFICATES)) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .map(Compose::text)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
