package io.stocktide.system.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;

/** The time of the simulation, and all that is under way in it. */
final class Wire {
    private record Parcel(long dueMillis, long order, Runnable content) implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            return dueMillis == other.dueMillis
                    ? Long.compare(order, other.order)
                    : Long.compare(dueMillis, other.dueMillis);
        }
    }

    private final PriorityQueue<Parcel> underWay = new PriorityQueue<>();
    private final List<LongConsumer> clocks = new ArrayList<>();
    private Runnable afterEach = () -> {};
    private long nowMillis;
    private long parcels;

    Wire(long startMillis) {
        this.nowMillis = startMillis;
    }

    /** Told of the time as it goes on. */
    void onTime(LongConsumer clock) {
        clocks.add(clock);
    }

    /** Called after each arrival. */
    void afterEach(Runnable listener) {
        afterEach = listener;
    }

    long nowMillis() {
        return nowMillis;
    }

    long second() {
        return nowMillis / 1000;
    }

    void at(long dueMillis, Runnable content) {
        underWay.add(new Parcel(Math.max(dueMillis, nowMillis), parcels++, content));
    }

    void in(long millis, Runnable content) {
        at(nowMillis + millis, content);
    }

    /** Lets time pass, and what comes in it arrive. */
    void pass(long millis) {
        long until = nowMillis + millis;
        while (!underWay.isEmpty() && underWay.peek().dueMillis() <= until) {
            arrive();
        }
        to(until);
    }

    /** Lets all arrive that is under way. Returns whether anything was. */
    boolean drain() {
        boolean any = !underWay.isEmpty();
        while (!underWay.isEmpty()) {
            arrive();
        }
        return any;
    }

    private void arrive() {
        Parcel next = underWay.poll();
        to(next.dueMillis());
        next.content().run();
        afterEach.run();
    }

    private void to(long millis) {
        nowMillis = millis;
        clocks.forEach(clock -> clock.accept(millis));
    }

    /** How long something takes: mostly moments, at times up to what is given. */
    static long delayMillis(Random random, Duration atMost) {
        int kind = random.nextInt(20);
        long bound = kind < 12 ? 2_000 : kind < 17 ? 60_000 : kind < 19 ? 3_600_000 : atMost.toMillis();
        return random.nextLong(Math.min(bound, atMost.toMillis()));
    }
}
