package io.stocktide.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Runs a test over seeds. A failure names its seed, and {@code -Dseed=N} runs that one alone. */
public final class Seeds {
    /** A test of one seed. */
    @FunctionalInterface
    public interface SeededTest {
        void run(Random random);
    }

    private Seeds() {}

    public static void forEach(int count, SeededTest test) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.range(0, count) : LongStream.of(only);
        seeds.forEach(seed -> run(seed, test));
    }

    private static void run(long seed, SeededTest test) {
        try {
            test.run(new Random(seed));
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + " (run it alone with -Dseed=" + seed + "): " + e.getMessage(), e);
        }
    }

    /** The facts in another order, some of them twice. */
    public static <T> List<T> shuffled(List<T> facts, Random random) {
        List<T> all = new ArrayList<>(facts);
        facts.stream().filter(fact -> random.nextInt(4) == 0).forEach(all::add);
        return permuted(all, random);
    }

    /** The facts in another order. */
    public static <T> List<T> permuted(List<T> facts, Random random) {
        List<T> all = new ArrayList<>(facts);
        Collections.shuffle(all, random);
        return all;
    }
}
