package io.stocktide.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A role as a process of its own, which can be killed and started again on the same port. */
final class Role implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command = new ArrayList<>();
    private final Path log;
    private final int port;
    private Process process;

    Role(Path log, int heapMegabytes, String name, String... arguments) {
        this.log = log;
        this.port = Ports.free();
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.stocktide.standalone.cli.Stocktide",
                name,
                "--port",
                Integer.toString(port)));
        command.addAll(List.of(arguments));
    }

    Role start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL, and a new process. */
    void killAndRestart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        start();
    }

    /** SIGKILL, and nothing after it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as whoever rolls out a new version does; returns once it has ended. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isReady() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/readyz")).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** A sample of its metrics, named as Prometheus shows it, with its labels; 0 where it has none such. */
    double metric(String sample) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/metrics")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .sum();
    }

    /** The last lines of its output. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
