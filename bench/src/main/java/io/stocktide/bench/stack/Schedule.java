package io.stocktide.bench.stack;

/**
 * When each request of a constant rate is due. It does not wait for answers: a server that stalls finds what came
 * meanwhile.
 *
 * @param startNanos when the first is due, by {@link System#nanoTime}
 */
record Schedule(long startNanos, double perSecond) {
    Schedule {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above zero, not " + perSecond);
        }
    }

    /** When the request with that number, from 0, is due. */
    long dueNanos(long number) {
        return startNanos + Math.round(number * (1e9 / perSecond));
    }

    /** How many requests so many seconds have. */
    long count(double seconds) {
        return Math.round(perSecond * seconds);
    }
}
