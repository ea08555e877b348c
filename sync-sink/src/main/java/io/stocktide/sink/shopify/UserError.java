package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Shopify has against a mutation. Any one of them means that none of its rows was applied. Where there is a code, it
 * tells all: Shopify's own words may quote anything and go no further.
 *
 * @param row which row it blames, from 0; empty where it blames the whole call
 * @param code as on the wire; {@code UNKNOWN} where it is none
 * @param message for people
 */
public record UserError(OptionalInt row, String code, String message) {
    /** Longer messages are cut: they travel on topics. */
    private static final int MAX_MESSAGE = 300;

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final String NO_CODE = ShopifyError.UNKNOWN.name();

    /** The errors of a mutation's payload; empty where there are none. */
    public static List<UserError> listIn(JsonNode payload) {
        List<UserError> errors = new ArrayList<>();
        for (JsonNode error : payload.path("userErrors")) {
            errors.add(new UserError(row(error.path("field")), codeIn(error.path("code")), messageIn(error)));
        }
        return errors;
    }

    private static String messageIn(JsonNode error) {
        // The mutations without codes change subscriptions, and those that have none may only say what is wrong.
        return error.has("code")
                ? ShopifyError.ofCode(error.path("code").asText("")).reason()
                : shortened(error.path("message").asText(""));
    }

    /** Some text that stands where a code belongs is none. */
    static String codeIn(JsonNode code) {
        String text = code.asText(NO_CODE);
        return CODE.matcher(text).matches() ? text : NO_CODE;
    }

    /** For people; some mutations give no codes. */
    String text() {
        return code.equals(NO_CODE) ? message : code + ": " + message;
    }

    public ShopifyError error() {
        return ShopifyError.ofCode(code);
    }

    /** Whether it condemns the whole call rather than some rows of it. */
    boolean concernsCall() {
        return switch (error().action()) {
            case ISOLATE -> row.isEmpty();
            case REDERIVE -> false;
            default -> true;
        };
    }

    static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    /** A path such as {@code ["input", "changes", "0", "inventoryItemId"]}; the index is a string on the wire. */
    private static OptionalInt row(JsonNode field) {
        String index = field.path(2).asText("");
        return index.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(index)) : OptionalInt.empty();
    }
}
