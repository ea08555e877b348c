package io.stocktide.standalone.demo;

import java.io.PrintStream;

/** One line that says how far it is: overwritten on a terminal, and now and then a new one elsewhere. */
public final class ProgressLine {
    private static final long PLAIN_PAUSE_NANOS = 5_000_000_000L;
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private long saidNanos;

    /**
     * @param terminal whether lines can be overwritten
     */
    public ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.saidNanos = System.nanoTime() - PLAIN_PAUSE_NANOS;
    }

    /** Shows the text now, or not at all where it would be one line of too many. */
    public void say(String text) {
        if (terminal) {
            out.print('\r' + text + CLEAR_TO_END);
            out.flush();
        } else if (System.nanoTime() - saidNanos >= PLAIN_PAUSE_NANOS) {
            saidNanos = System.nanoTime();
            out.println(text);
        }
    }

    /** Makes way for what is printed next. */
    public void done() {
        if (terminal) {
            out.print('\r' + CLEAR_TO_END);
            out.flush();
        }
    }
}
