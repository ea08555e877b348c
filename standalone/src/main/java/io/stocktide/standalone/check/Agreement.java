package io.stocktide.standalone.check;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Waits for our stock and Shopify's to agree once nothing is on its way any more. */
public final class Agreement {
    /** What an operator would do meanwhile. */
    @FunctionalInterface
    public interface Mending {
        void step() throws IOException, InterruptedException;
    }

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final SimulatorApi simulator;
    private final StockCheck check;
    private final Duration atMost;

    /**
     * @param atMost how long to wait, for webhooks on their way and then for agreement
     */
    public Agreement(SimulatorApi simulator, StockCheck check, Duration atMost) {
        this.simulator = simulator;
        this.check = check;
        this.atMost = atMost;
    }

    /** The last comparison: one without differences, or what still differed when the time was over. */
    public StockCheck.Outcome await(Consumer<String> say) throws InterruptedException {
        return await(say, () -> {});
    }

    /** As {@link #await(Consumer)}, with a step to mend what does not mend itself after each comparison that differs. */
    public StockCheck.Outcome await(Consumer<String> say, Mending mending) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        StockCheck.Outcome outcome = new StockCheck.Outcome(0, List.of(), 0, 0);
        String trouble = "";
        while (System.nanoTime() < deadlineNanos) {
            try {
                if (!simulator.nothingUnderWay()) {
                    say.accept("waiting for webhooks and events on their way");
                } else {
                    outcome = check.compare();
                    if (outcome.agrees()) {
                        return outcome;
                    }
                    say.accept("of %,d levels %,d still settle, %,d are on their way to Shopify"
                            .formatted(
                                    outcome.levels(),
                                    outcome.differences().size(),
                                    Math.max(outcome.pending(), outcome.unexpected())));
                    mending.step();
                }
                trouble = "";
            } catch (IOException e) {
                // Whoever restarts is waited for.
                trouble = e.getMessage() == null ? e.toString() : e.getMessage();
                say.accept(trouble);
            }
            Thread.sleep(PAUSE.toMillis());
        }
        if (!trouble.isEmpty() || outcome.levels() == 0) {
            throw new CheckFailedException("no comparison within " + atMost.toSeconds() + " s; "
                    + (trouble.isEmpty() ? "webhooks or events are still on their way" : trouble));
        }
        return outcome;
    }

    /** As {@link #await}, with traffic held meanwhile. */
    public StockCheck.Outcome awaitPaused(Consumer<String> say) throws IOException, InterruptedException {
        try {
            simulator.pause();
        } catch (IOException e) {
            throw new CheckFailedException("cannot hold the simulator's traffic: " + e.getMessage());
        }
        try {
            return await(say);
        } finally {
            simulator.resume();
        }
    }
}
