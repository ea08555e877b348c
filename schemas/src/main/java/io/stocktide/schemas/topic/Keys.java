package io.stocktide.schemas.topic;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Record keys: the shop, a slash, and what names the record within the shop. No shop holds a slash. */
public final class Keys {
    private static final int MAX_SHOP_CHARS = 100;
    private static final int MAX_NAME_CHARS = 128;

    /** A shop's permanent domain, such as {@code example.myshopify.com}, in lower case. */
    public static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9.-]{0," + (MAX_SHOP_CHARS - 1) + "}");

    /** What may name a webhook or a channel event within its shop: printable, no slash, no white space. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:~=+-]{1," + MAX_NAME_CHARS + "}");

    /** Begins the name of a channel event that sets a dead letter right; the letter's id follows. */
    public static final String REDRIVE = "redrive/";

    /** Begins the key of a record that is no fact but tells the topology something; no shop begins so. */
    private static final char CONTROL = '~';

    private Keys() {}

    /** A key of a control record, which only the topology understands; everyone else passes it over. */
    public static String control(String name) {
        return CONTROL + name;
    }

    /** Whether {@link #SHOP} matches, without the objects and the time of a matcher: every webhook is asked. */
    public static boolean isShop(String text) {
        return hasLength(text, MAX_SHOP_CHARS)
                && isLetterOrDigit(text.charAt(0), false)
                && all(text, c -> isLetterOrDigit(c, false) || c == '.' || c == '-');
    }

    /** Whether {@link #NAME} matches, without the objects and the time of a matcher. */
    public static boolean isName(String text) {
        return hasLength(text, MAX_NAME_CHARS) && all(text, c -> isLetterOrDigit(c, true) || "._:~=+-".indexOf(c) >= 0);
    }

    private static boolean hasLength(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    private static boolean isLetterOrDigit(int c, boolean alsoCapital) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (alsoCapital && c >= 'A' && c <= 'Z');
    }

    private static boolean all(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    public static boolean isControl(String key) {
        return key != null && !key.isEmpty() && key.charAt(0) == CONTROL;
    }

    public static String of(String shop, String name) {
        return shop + '/' + name;
    }

    public static String item(String shop, long inventoryItemId) {
        return shop + "/item/" + inventoryItemId;
    }

    public static String variant(String shop, long variantId) {
        return shop + "/variant/" + variantId;
    }

    /** How far the shop is connected. */
    public static String connection(String shop) {
        return shop + "/connection";
    }

    /** How the delivery to the shop stands. */
    public static String sync(String shop) {
        return shop + "/sync";
    }

    /** An instance is no shop; all pulses lie on one partition, in the order of their time. */
    public static String pulse(String role, String instance) {
        return control("pulse/" + role + '/' + instance);
    }

    /** A client's own names hold no slash, so none can be taken for this. */
    public static String reservation(String shop, String reservationId) {
        return shop + "/reservation/" + reservationId;
    }

    /** The channel event that sets a dead letter right; its slash keeps it apart from a client's own names. */
    public static String redrive(String shop, String deadLetterId) {
        return of(shop, REDRIVE + deadLetterId);
    }

    public static String level(String shop, long inventoryItemId, long locationId) {
        return shop + '/' + inventoryItemId + '/' + locationId;
    }

    /**
     * The shop that a key begins with.
     *
     * @throws IllegalArgumentException where the key does not begin with a shop and a slash
     */
    public static String shopOf(String key) {
        int slash = key.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("a key begins with its shop and a slash");
        }
        return key.substring(0, slash);
    }

    /** What follows the shop. */
    public static String nameOf(String key) {
        return key.substring(shopOf(key).length() + 1);
    }
}
