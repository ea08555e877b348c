package io.stocktide.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        this.port = freePort();
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

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isReady() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/readyz")).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
