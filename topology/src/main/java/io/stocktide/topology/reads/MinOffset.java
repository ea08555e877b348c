package io.stocktide.topology.reads;

import io.javalin.http.Context;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.service.http.ProblemException;
import java.time.Duration;

/**
 * The offset of {@code channel-events} that a read is to contain, so that one reads what one has written.
 *
 * @param offset -1 where any will do
 * @param patience for how long the read may wait for it
 */
record MinOffset(long offset, Duration patience) {
    private static final long DEFAULT_WAIT_MILLIS = 2_000;
    private static final long MAX_WAIT_MILLIS = 10_000;
    private static final MinOffset NONE = new MinOffset(-1, Duration.ZERO);

    /** Of the query parameters {@code minOffset} and {@code waitMillis}; throws a 400 where they are none. */
    static MinOffset of(Context ctx) {
        String offset = ctx.queryParam("minOffset");
        if (offset == null) {
            return NONE;
        }
        String wait = ctx.queryParam("waitMillis");
        return new MinOffset(
                number(offset, "minOffset", Long.MAX_VALUE),
                Duration.ofMillis(wait == null ? DEFAULT_WAIT_MILLIS : number(wait, "waitMillis", MAX_WAIT_MILLIS)));
    }

    boolean isIn(AsOf asOf) {
        return offset < 0 || (asOf.offset() != null && asOf.offset() >= offset);
    }

    /** A 412 that says how far the copy has come. */
    ProblemException notYet(AsOf asOf) {
        ProblemException problem = ProblemException.of(
                412,
                "not-yet",
                "Not there yet",
                "The event is not in the answer yet; read again, or wait for longer by waitMillis.");
        return asOf.offset() == null ? problem : problem.with("offset", asOf.offset());
    }

    private static long number(String text, String name, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw ProblemException.of(
                400,
                "bad-offset",
                "Bad offset",
                name + " is a number from 0" + (max == Long.MAX_VALUE ? "" : " to " + max) + ".");
    }
}
