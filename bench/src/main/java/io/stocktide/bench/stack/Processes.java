package io.stocktide.bench.stack;

import io.stocktide.bench.process.Child;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The processes of one stack, by what they do. What was started last is stopped first. */
final class Processes implements AutoCloseable {
    private final Map<Part, List<Child>> byPart = new EnumMap<>(Part.class);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Counts a process, and stops it at the end. */
    Child add(Part part, Child child) {
        count(part, child);
        return stopAtEnd(child);
    }

    /** Counts a process that someone else stops. */
    void count(Part part, Child child) {
        byPart.computeIfAbsent(part, none -> new ArrayList<>()).add(child);
    }

    <T extends AutoCloseable> T stopAtEnd(T each) {
        open.push(each);
        return each;
    }

    void requireAlive() {
        byPart.values().forEach(children -> children.forEach(Child::requireAlive));
    }

    /** What each part has used of the processors so far, in seconds; 0 of a part without processes. */
    Map<Part, Double> cpuSeconds() {
        Map<Part, Double> seconds = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            seconds.put(
                    part,
                    byPart.getOrDefault(part, List.of()).stream()
                            .mapToDouble(Child::cpuSeconds)
                            .sum());
        }
        return seconds;
    }

    /** The most memory that each had at once, summed over all that belong to the stack, in MiB. */
    long peakMebibytes() throws IOException {
        long sum = 0;
        for (Map.Entry<Part, List<Child>> part : byPart.entrySet()) {
            if (part.getKey() != Part.OUTSIDE) {
                for (Child child : part.getValue()) {
                    sum += child.peakMebibytes();
                }
            }
        }
        return sum;
    }

    @Override
    public void close() throws Exception {
        Exception failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
