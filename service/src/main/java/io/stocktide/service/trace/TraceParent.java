package io.stocktide.service.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a trace, as the header {@code traceparent} gives it (W3C Trace Context, version 00).
 *
 * @param traceId 32 lower-case hex digits, the same from the webhook to the mutation
 * @param spanId 16 lower-case hex digits
 */
public record TraceParent(String traceId, String spanId) {
    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final String NO_TRACE = "0".repeat(32);

    public static TraceParent random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new TraceParent(hex(random.nextLong()) + hex(random.nextLong() | 1), hex(random.nextLong() | 1));
    }

    /** Empty where the header is missing or malformed: a trace then begins here. */
    public static Optional<TraceParent> parse(String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(header);
        return matcher.matches() && !matcher.group(1).equals(NO_TRACE)
                ? Optional.of(new TraceParent(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    /** The next position in the same trace. */
    public TraceParent child() {
        return new TraceParent(traceId, hex(ThreadLocalRandom.current().nextLong() | 1));
    }

    public String header() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static String hex(long bits) {
        return String.format("%016x", bits);
    }
}
