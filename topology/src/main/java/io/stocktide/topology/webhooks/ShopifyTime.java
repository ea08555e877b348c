package io.stocktide.topology.webhooks;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Shopify's times, {@code 2026-11-20T10:00:00-05:00}, without the general parser: each order has one. */
final class ShopifyTime {
    private static final String LAYOUT = "0000-00-00T00:00:00+00:00";
    private static final int OFFSET_AT = 19;

    private ShopifyTime() {}

    /** Empty where the text has another layout, be it a time or not. */
    static Optional<OffsetDateTime> parse(String text) {
        if (!isLaidOut(text)) {
            return Optional.empty();
        }
        int sign = text.charAt(OFFSET_AT) == '-' ? -1 : 1;
        try {
            return Optional.of(OffsetDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    0,
                    ZoneOffset.ofHoursMinutes(sign * number(text, 20, 22), sign * number(text, 23, 25))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isLaidOut(String text) {
        if (text.length() != LAYOUT.length()) {
            return false;
        }
        for (int at = 0; at < LAYOUT.length(); at++) {
            char wanted = LAYOUT.charAt(at);
            char found = text.charAt(at);
            boolean fits =
                    wanted == '0' ? found >= '0' && found <= '9' : found == wanted || (at == OFFSET_AT && found == '-');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = 10 * number + text.charAt(at) - '0';
        }
        return number;
    }
}
