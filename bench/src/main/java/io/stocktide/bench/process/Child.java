package io.stocktide.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that is measured. What it says is in its log. */
public final class Child implements AutoCloseable {
    private static final Duration TO_STOP = Duration.ofSeconds(30);
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double NANOS = 1e9;
    private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // Whoever stops the bench half-way is not to be left with a broker.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(child -> child.process.destroyForcibly())));
    }

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a process in a directory; its output goes to {@code NAME.log} there. */
    public static Child start(String name, Path dir, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = dir.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Child child = new Child(name, builder.start(), log);
        RUNNING.add(child);
        return child;
    }

    /** Another main class on the class path of this process, with the flags that all JVMs of ours have. */
    public static Child java(String name, Path dir, List<String> flags, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:+UseParallelGC", "-Dfile.encoding=UTF-8"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Map<String, String> quiet = Map.of("STOCKTIDE_LOG_LEVEL", "WARN", "STOCKTIDE_KAFKA_LOG_LEVEL", "WARN");
        return start(name, dir, quiet, command);
    }

    public String name() {
        return name;
    }

    /** Whether it has said this since it began; throws where it has ended. */
    public boolean hasSaid(String word) throws IOException {
        requireAlive();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(word));
        }
    }

    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended with " + process.exitValue() + ": see " + log);
        }
    }

    /** What it has used of the processors so far, its ended children not among it, in seconds. */
    public double cpuSeconds() {
        return Stream.concat(Stream.of(process.toHandle()), process.toHandle().descendants())
                        .mapToLong(each -> each.info()
                                .totalCpuDuration()
                                .map(Duration::toNanos)
                                .orElse(0L))
                        .sum()
                / NANOS;
    }

    /** The most memory it has had at once, in MiB. */
    public long peakMebibytes() throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : 0;
    }

    /** Stops it as an operator does, and by force where that takes too long. */
    @Override
    public void close() {
        RUNNING.remove(this);
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
