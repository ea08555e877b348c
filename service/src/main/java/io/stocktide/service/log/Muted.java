package io.stocktide.service.log;

/**
 * A fault for the log: its kinds and stacks without its messages, which may quote what was being read, and that may be
 * personal.
 */
public final class Muted extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MAX_CAUSES = 5;

    private Muted(Throwable fault, Throwable cause) {
        super(fault.getClass().getName(), cause, false, true);
        setStackTrace(fault.getStackTrace());
    }

    /** Null where there is no fault. */
    public static Muted of(Throwable fault) {
        return fault == null ? null : of(fault, MAX_CAUSES);
    }

    private static Muted of(Throwable fault, int causes) {
        Throwable cause = fault.getCause();
        return new Muted(fault, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
