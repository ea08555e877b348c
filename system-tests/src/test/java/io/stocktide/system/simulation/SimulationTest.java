package io.stocktide.system.simulation;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Shop life through the real topology, as raw bodies that come late, twice and out of order. {@code -Dseed=N} runs one
 * life, {@code -Dseeds=N} so many, {@code -Devents=N} sets how much happens in each.
 */
class SimulationTest {
    private static final int SEEDS = 200;
    private static final int EVENTS = 500;
    private static final int THREADS = 2;

    @Test
    void whatever_comes_late_twice_or_out_of_order_all_agree_once_it_is_quiet_and_a_replay_ends_the_same()
            throws Exception {
        int events = Integer.getInteger("events", EVENTS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Life>> lives = new ArrayList<>();
            seeds().forEach(seed -> lives.add(threads.submit(() -> failing(Life.of(seed, events)))));
            report(failing(lives));
        } finally {
            threads.shutdownNow();
        }
    }

    private static LongStream seeds() {
        Long only = Long.getLong("seed");
        return only == null ? LongStream.range(0, Integer.getInteger("seeds", SEEDS)) : LongStream.of(only);
    }

    /** The life if it fails, else null. */
    private static Life failing(Life life) {
        return new Simulation().faults(life).isEmpty() ? null : life;
    }

    private static List<Life> failing(List<Future<Life>> lives) throws InterruptedException, ExecutionException {
        List<Life> failing = new ArrayList<>();
        for (Future<Life> each : lives) {
            if (each.get() != null) {
                failing.add(each.get());
            }
        }
        return failing;
    }

    private static void report(List<Life> failing) {
        if (!failing.isEmpty()) {
            fail("seeds that fail: " + failing.stream().map(Life::seed).toList() + "\n"
                    + new Simulation().report(failing.get(0)));
        }
    }
}
