package io.stocktide.ingest;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.service.http.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/**
 * What Shopify says of a webhook in its headers, of either family: {@code X-Shopify-*}, or {@code Shopify-*} as
 * next-generation events have it. Where both are there, the classic one counts.
 *
 * @param shop lower case
 * @param hmac the decoded signature, 32 bytes
 * @param carried every Shopify header but the signature, by its classic lower-case name
 */
record ShopifyHeaders(String shop, String topic, String webhookId, byte[] hmac, Map<String, String> carried) {
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_./-]{1,100}");
    private static final String NEXT_GENERATION_PREFIX = "shopify-";
    /** Shopify sends about a dozen. What goes beyond these bounds is left out: an optional header is no reason to lose
     * a webhook. */
    private static final int MAX_HEADERS = 40;

    private static final int MAX_VALUE_CHARS = 1024;

    /** Throws a 400 that names the header, where a required one is missing or malformed. */
    static ShopifyHeaders of(HttpServletRequest request) {
        Map<String, String> all = shopifyHeaders(request);
        byte[] hmac = signature(required(all, RecordHeaders.HMAC));
        all.remove(RecordHeaders.HMAC);
        String shop = required(all, RecordHeaders.SHOP_DOMAIN).toLowerCase(Locale.ROOT);
        require(Keys.isShop(shop), RecordHeaders.SHOP_DOMAIN);
        all.put(RecordHeaders.SHOP_DOMAIN, shop);
        String topic = required(all, RecordHeaders.TOPIC);
        // The topics that are known need no matcher.
        require(WebhookTopics.isLabelled(topic) || TOPIC.matcher(topic).matches(), RecordHeaders.TOPIC);
        String id = required(all, RecordHeaders.WEBHOOK_ID);
        require(Keys.isName(id), RecordHeaders.WEBHOOK_ID);
        return new ShopifyHeaders(shop, topic, id, hmac, Collections.unmodifiableMap(all));
    }

    /** For the log: null where Shopify sent none, or what came has not the form of an id. */
    String eventId() {
        String eventId = carried.get(RecordHeaders.EVENT_ID);
        return eventId != null && Keys.isName(eventId) ? eventId : null;
    }

    void addTo(Headers headers) {
        carried.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> shopifyHeaders(HttpServletRequest request) {
        Map<String, String> found = new LinkedHashMap<>();
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements() && found.size() < MAX_HEADERS) {
            String name = names.nextElement();
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(RecordHeaders.PREFIX)) {
                bounded(request, name).ifPresent(value -> found.put(lower, value));
            } else if (lower.startsWith(NEXT_GENERATION_PREFIX)) {
                bounded(request, name).ifPresent(value -> found.putIfAbsent("x-" + lower, value));
            }
        }
        return found;
    }

    /** Empty where the value is longer than any of Shopify's. */
    private static Optional<String> bounded(HttpServletRequest request, String name) {
        return Optional.of(request.getHeader(name)).filter(value -> value.length() <= MAX_VALUE_CHARS);
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw ProblemException.of(400, "missing-header", "Missing header", "The header " + name + " is required.");
        }
        return value;
    }

    private static void require(boolean isWellFormed, String name) {
        if (!isWellFormed) {
            throw malformed(name);
        }
    }

    /** What is not base64 is nobody's signature: it fails the comparison as any wrong one does, with a 401. */
    private static byte[] signature(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static ProblemException malformed(String name) {
        return ProblemException.of(
                400, "malformed-header", "Malformed header", "The header " + name + " is not of its form.");
    }
}
