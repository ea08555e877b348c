package io.stocktide.topology.erasure;

import java.util.Locale;
import java.util.regex.Pattern;

/** Finds a customer's email or phone in text, and not in what merely holds its letters. */
final class ContactFinder {
    /** Shorter ones are in every other number. */
    private static final int MIN_PHONE_DIGITS = 7;

    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    private final Pattern email;
    private final Pattern phone;
    private final String phoneDigits;

    ContactFinder(Contact contact) {
        String digits = digitsOf(contact.phone());
        this.email = contact.email().isEmpty()
                ? null
                : Pattern.compile(
                        "(?<![\\w.%+-])" + Pattern.quote(contact.email()) + "(?![\\w-]|\\.\\w)",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        this.phoneDigits = digits.length() < MIN_PHONE_DIGITS ? null : digits;
        this.phone =
                phoneDigits == null ? null : Pattern.compile("(?<!\\d)" + Pattern.quote(contact.phone()) + "(?!\\d)");
    }

    boolean isIn(String text) {
        return finds(email, text) || finds(phone, text);
    }

    private static boolean finds(Pattern pattern, String text) {
        return pattern != null && pattern.matcher(text).find();
    }

    /** A phone may be written with other spaces and dashes than the request's. */
    boolean isPhone(String fieldName, String value) {
        return phoneDigits != null
                && fieldName != null
                && fieldName.toLowerCase(Locale.ROOT).contains("phone")
                && phoneDigits.equals(digitsOf(value));
    }

    private static String digitsOf(String text) {
        return NO_DIGIT.matcher(text).replaceAll("");
    }
}
