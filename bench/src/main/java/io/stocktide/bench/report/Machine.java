package io.stocktide.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it was measured on.
 *
 * @param processor as the kernel names it; null where it does not
 * @param memoryMebibytes of the whole machine
 * @param loadAverage of the minute before; negative where the system does not say
 */
public record Machine(
        int cores, String processor, long memoryMebibytes, String jdk, String kernel, double loadAverage) {
    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.+)");

    /** This one, now. */
    public static Machine here() {
        String memory = found("/proc/meminfo", TOTAL);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                found("/proc/cpuinfo", MODEL),
                memory == null ? 0 : Long.parseLong(memory) / 1024,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** In one line. */
    public String line() {
        return "%d cores%s, %,d MiB, %s, %s, load average before %.2f"
                .formatted(
                        cores,
                        processor == null ? "" : " (" + processor + ")",
                        memoryMebibytes,
                        jdk,
                        kernel,
                        loadAverage);
    }

    private static String found(String file, Pattern pattern) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .map(pattern::matcher)
                    .filter(Matcher::lookingAt)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // Not every system has it.
        }
    }
}
