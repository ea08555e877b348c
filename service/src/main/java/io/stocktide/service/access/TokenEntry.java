package io.stocktide.service.access;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.service.shops.ConfigException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One token as the tokens file holds it, without the token itself.
 *
 * @param name names the token in logs and in the audit topic; no secret
 * @param sha256 the token's SHA-256 in hexadecimal, lower case
 * @param role what it may do in its shops
 * @param shops the domains of the shops that it opens, lower case; {@link #ALL_SHOPS} opens all
 * @param requestsPerSecond what it may ask of each instance; null for what the instance allows to all
 */
public record TokenEntry(String name, String sha256, Role role, List<String> shops, Integer requestsPerSecond) {
    public static final String ALL_SHOPS = "*";

    /** The name of every token that stands in the shops file. */
    static final String OF_SHOPS_FILE = "shops-file";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public TokenEntry {
        require(name != null && NAME.matcher(name).matches(), "a token's \"name\" has 1 to 64 of A-Z a-z 0-9 . _ -");
        sha256 = sha256 == null ? "" : sha256.toLowerCase(Locale.ROOT);
        require(SHA_256.matcher(sha256).matches(), "the \"sha256\" of " + name + " has not 64 hexadecimal digits");
        require(role != null, "the token " + name + " has no \"role\"; there are read, write and operate");
        require(shops != null && !shops.isEmpty(), "the token " + name + " has no \"shops\"; [\"*\"] opens all");
        shops = shops.stream().map(shop -> domain(name, shop)).toList();
        require(
                requestsPerSecond == null || requestsPerSecond > 0,
                "the \"requestsPerSecond\" of " + name + " must be above zero");
    }

    /** By the whole name alone: no prefix, no pattern. */
    boolean opens(String shop) {
        return shops.contains(shop) || shops.contains(ALL_SHOPS);
    }

    private static String domain(String name, String shop) {
        String lower = shop == null ? "" : shop.toLowerCase(Locale.ROOT);
        require(
                lower.equals(ALL_SHOPS) || Keys.SHOP.matcher(lower).matches(),
                "the token " + name + " names what is no shop's domain: '" + shop
                        + "' (expected like example.myshopify.com)");
        return lower;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }
}
