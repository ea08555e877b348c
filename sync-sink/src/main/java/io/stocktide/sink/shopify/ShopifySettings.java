package io.stocktide.sink.shopify;

import io.stocktide.service.shops.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where Shopify is and how long it may take.
 *
 * @param urlTemplate scheme and host, perhaps a path; {@code {shop}} stands for the shop's domain
 * @param apiVersion the Admin API's version, such as {@code 2026-10}
 * @param connectTimeout for the connection alone
 * @param callTimeout from sending to the answer's last byte
 * @param maxAnswerBytes a longer answer is not read to its end and counts as unreadable
 */
public record ShopifySettings(
        String urlTemplate, String apiVersion, Duration connectTimeout, Duration callTimeout, int maxAnswerBytes) {
    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}|unstable");

    public ShopifySettings {
        if (!VERSION.matcher(apiVersion).matches()) {
            throw new ConfigException("not an API version: '" + apiVersion + "' (expected like 2026-10)");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero() || callTimeout.compareTo(connectTimeout) < 0) {
            throw new ConfigException("the call timeout must be at least the connect timeout, and that above zero");
        }
        if (maxAnswerBytes < 1) {
            throw new ConfigException("the longest answer must be above zero bytes");
        }
        requireHttp(urlTemplate);
    }

    /** Shopify itself: 2 s to connect, 10 s in all, answers of at most 4 MiB. */
    public static ShopifySettings defaults() {
        return new ShopifySettings(
                "https://{shop}", "2026-10", Duration.ofSeconds(2), Duration.ofSeconds(10), 4 * 1024 * 1024);
    }

    public ShopifySettings withUrlTemplate(String template) {
        return new ShopifySettings(template, apiVersion, connectTimeout, callTimeout, maxAnswerBytes);
    }

    public ShopifySettings withTimeouts(Duration connect, Duration call) {
        return new ShopifySettings(urlTemplate, apiVersion, connect, call, maxAnswerBytes);
    }

    URI endpoint(String shop) {
        return URI.create(urlTemplate.replace("{shop}", shop) + "/admin/api/" + apiVersion + "/graphql.json");
    }

    URI tokenEndpoint(String shop) {
        return URI.create(urlTemplate.replace("{shop}", shop) + "/admin/oauth/access_token");
    }

    private static void requireHttp(String template) {
        String url = template.replace("{shop}", "example.myshopify.com");
        if (!url.matches("https?://[^/?#\\s{}@]+(/[^?#\\s{}]*[^/?#\\s{}])?")) {
            throw new ConfigException(
                    "not a Shopify URL: '" + template + "' (expected like https://{shop}, with no slash at its end)");
        }
    }
}
