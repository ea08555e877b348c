package io.stocktide.bench.stack;

import java.util.Map;

/** What the parts of a stack use of the processors, from when this is made. */
final class CpuUse {
    private final Processes processes;
    private final Map<Part, Double> atStart;

    private CpuUse(Processes processes) {
        this.processes = processes;
        this.atStart = processes.cpuSeconds();
    }

    static CpuUse since(Processes processes) {
        return new CpuUse(processes);
    }

    /** Until now. */
    Used used() {
        Map<Part, Double> now = processes.cpuSeconds();
        now.replaceAll((part, seconds) -> seconds - atStart.get(part));
        return new Used(now);
    }

    /** @param seconds of processors, by part */
    record Used(Map<Part, Double> seconds) {
        double micros(Part part, long requests) {
            return seconds.get(part) * 1e6 / requests;
        }

        /** How many requests a second of one processor is enough for, over the whole stack. */
        double perCpuSecond(long requests) {
            double all = seconds.entrySet().stream()
                    .filter(part -> part.getKey() != Part.OUTSIDE)
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            return requests / all;
        }
    }
}
