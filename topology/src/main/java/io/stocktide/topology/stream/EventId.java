package io.stocktide.topology.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Through where in the topic {@code stock} a reader has been told.
 *
 * @param offset of the last record; -1 before the first
 */
record EventId(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})-(-1|[0-9]{1,18})");

    /** Empty where the text is none. */
    static Optional<EventId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
