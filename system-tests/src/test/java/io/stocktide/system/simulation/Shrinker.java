package io.stocktide.system.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Delta debugging: leaves out ever smaller parts of a list while what is left still fails. */
final class Shrinker {
    private Shrinker() {}

    /** A list that fails, of which hardly a part can be left out; bounded in time. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        List<T> left = new ArrayList<>(failing);
        for (int chunk = Math.max(1, left.size() / 2); chunk > 0; chunk /= 2) {
            left = withoutChunks(left, chunk, fails, end);
        }
        return left;
    }

    private static <T> List<T> withoutChunks(List<T> list, int chunk, Predicate<List<T>> fails, long end) {
        List<T> left = list;
        int from = 0;
        while (from < left.size() && System.nanoTime() < end) {
            List<T> fewer = new ArrayList<>(left.subList(0, from));
            fewer.addAll(left.subList(Math.min(left.size(), from + chunk), left.size()));
            if (fails.test(fewer)) {
                left = fewer;
            } else {
                from += chunk;
            }
        }
        return left;
    }
}
