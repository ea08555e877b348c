package io.stocktide.standalone.run;

import io.stocktide.service.http.Readiness;
import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A topology as a process with the flags of this one, which is started again where it ends untold. */
final class TopologyProcess implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopologyProcess.class);

    private static final String MAIN = "io.stocktide.standalone.cli.Stocktide";
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(40);
    /** Long enough not to spin where it cannot start, and for Ctrl-C, which reaches both at once, to be heard here too. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIME_TO_ANSWER).build();
    private final Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    private final String name;
    private final int port;
    private final List<String> command = new ArrayList<>();
    private Process process;
    private boolean stopping;

    /** @param arguments of {@code stocktide topology} */
    TopologyProcess(String name, int port, List<String> arguments) {
        this.name = name;
        this.port = port;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "topology", "--with-parent"));
        command.addAll(arguments);
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new ConfigException("cannot start " + name + ": " + e.getMessage());
        }
        LOG.atInfo().addKeyValue("pid", process.pid()).log("{} starts on port {}", name, port);
        process.onExit().thenAcceptAsync(this::ended, later).exceptionally(TopologyProcess::log);
    }

    private void ended(Process ended) {
        synchronized (this) {
            if (stopping) {
                return;
            }
        }
        LOG.atWarn()
                .addKeyValue("pid", ended.pid())
                .addKeyValue("exitCode", ended.exitValue())
                .log("{} has ended and is started again", name);
        start();
    }

    private static Void log(Throwable e) {
        LOG.atError().setCause(e).log("a topology cannot be started again");
        return null;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Optional<String> notReadyBecause() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/readyz"))
                .timeout(TIME_TO_ANSWER)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of(name + ": " + answer.body().strip());
        } catch (IOException e) {
            return Optional.of(name + " does not answer yet");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    synchronized void tellToStop() {
        stopping = true;
        if (process != null) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        tellToStop();
        try {
            if (process != null && !process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
