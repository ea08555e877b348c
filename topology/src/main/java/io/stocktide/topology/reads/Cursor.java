package io.stocktide.topology.reads;

import io.stocktide.service.http.ProblemException;
import java.util.OptionalLong;

/** Where a page left off. Callers hand it back and read nothing into it. */
public final class Cursor {
    private static final int RADIX = 36;

    private Cursor() {}

    public static String write(long position) {
        return Long.toString(position, RADIX);
    }

    /** Empty for null; a 400 for what no page gave out. */
    public static OptionalLong read(String cursor) {
        if (cursor == null) {
            return OptionalLong.empty();
        }
        try {
            long position = Long.parseLong(cursor, RADIX);
            if (position < 0 || position == Long.MAX_VALUE) {
                throw new NumberFormatException();
            }
            return OptionalLong.of(position);
        } catch (NumberFormatException e) {
            throw ProblemException.of(400, "bad-cursor", "Bad cursor", "Use the nextCursor of the page before.");
        }
    }
}
