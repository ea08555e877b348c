package io.stocktide.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The count of tries that a record bears in {@link RecordHeaders#ATTEMPT}. */
public final class Attempts {
    private static final int MAX_DIGITS = 6;

    private Attempts() {}

    /** From 1; a record that bears no such number, or none that makes sense, is at its first try. */
    public static int of(Headers headers) {
        Header header = headers.lastHeader(RecordHeaders.ATTEMPT);
        if (header == null || header.value() == null || header.value().length > MAX_DIGITS) {
            return 1;
        }
        String digits = new String(header.value(), StandardCharsets.US_ASCII);
        return digits.matches("[0-9]+") ? Math.max(1, Integer.parseInt(digits)) : 1;
    }

    /** What a record bears that is tried for the so-manieth time. */
    public static byte[] write(int attempt) {
        return Integer.toString(attempt).getBytes(StandardCharsets.US_ASCII);
    }
}
