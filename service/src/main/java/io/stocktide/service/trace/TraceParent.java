package io.stocktide.service.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a trace, as the header {@code traceparent} gives it (W3C Trace Context, version 00).
 *
 * @param traceId 32 lower-case hex digits, not all zero; the same from the webhook to the mutation
 * @param spanId 16 lower-case hex digits, not all zero
 * @param sampled whether the spans of this trace are kept: whoever begins a trace decides, and all others follow
 */
public record TraceParent(String traceId, String spanId, boolean sampled) {
    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    public TraceParent {
        if (!isId(traceId, NO_TRACE) || !isId(spanId, NO_SPAN)) {
            throw new IllegalArgumentException("not the ids of a trace");
        }
    }

    /** A trace that begins here and of which no span is kept. */
    public static TraceParent random() {
        return new TraceParent(hex(ThreadLocalRandom.current().nextLong()) + randomId(), randomId(), false);
    }

    /** Empty where the header is missing or malformed: a trace then begins here. */
    public static Optional<TraceParent> parse(String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(header);
        return matcher.matches() && isId(matcher.group(1), NO_TRACE) && isId(matcher.group(2), NO_SPAN)
                ? Optional.of(new TraceParent(matcher.group(1), matcher.group(2), isSampled(matcher.group(3))))
                : Optional.empty();
    }

    /** The next position in the same trace. */
    public TraceParent child() {
        return new TraceParent(traceId, randomId(), sampled);
    }

    /** The same position, in a part of the trace that is not kept. */
    public TraceParent unsampled() {
        return new TraceParent(traceId, spanId, false);
    }

    public String header() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    /** Of the flags in hex, the lowest bit. */
    private static boolean isSampled(String flags) {
        return (Character.digit(flags.charAt(1), 16) & 1) != 0;
    }

    private static boolean isId(String id, String none) {
        return id.length() == none.length() && !id.equals(none) && isHex(id);
    }

    /** A loop and no stream: every record that is written asks. */
    private static boolean isHex(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isHex(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static String randomId() {
        // An odd number is never the forbidden zero.
        return hex(ThreadLocalRandom.current().nextLong() | 1);
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }
}
