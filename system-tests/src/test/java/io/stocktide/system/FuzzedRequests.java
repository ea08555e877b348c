package io.stocktide.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that are right in most parts and wrong in some, from a seed. */
final class FuzzedRequests {
    /** A route of the description, with the names of its query parameters. */
    record Route(String method, String path, List<String> queries) {
        static Route of(String method, String path, JsonNode operation) {
            List<String> queries = new ArrayList<>();
            operation.path("parameters").forEach(parameter -> {
                if ("query".equals(parameter.path("in").asText())) {
                    queries.add(parameter.get("name").asText());
                }
            });
            return new Route(method.toUpperCase(Locale.ROOT), path, queries);
        }

        /** These ask Kafka, one after the other: some are enough. */
        boolean isSlow() {
            return path.contains("dead-letters") || path.contains("trace") || path.equals("/metrics");
        }
    }

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "BREW");
    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-1",
            "10001",
            "9223372036854775807",
            "99999999999999999999999",
            "1e9",
            "NaN",
            "true",
            "null",
            "",
            " ",
            "..",
            "../..",
            "%2e%2e",
            "%2f",
            "%252f",
            "%00",
            "%",
            "%zz",
            "%c3%28",
            "*",
            "~fence",
            "\u00e4\u00f6",
            "a/b",
            "a;b=c",
            "'\"<script>",
            "2026-11-21T10:00:00Z",
            "2026-99-99T10:00:00Z",
            "+999999999-01-01T00:00:00Z",
            "3-1042",
            "00000000-0000-0000-0000-000000000000",
            "zzzzzzzzzzzzz",
            "S1-10001",
            "shop-1.myshopify.com",
            "x".repeat(300),
            "{}",
            "[[[[[[[[");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "1",
            "{\"skus\": [\"S1-10001\"]}",
            "{\"skus\": [null]}",
            "{\"inventoryItemIds\": [\"10001\", \"x\"]}",
            "{\"inventoryItemIds\": {\"a\": [1]}}",
            "{\"cause\": 1, \"limit\": -5}",
            "{\"cursor\": \"zz\", \"limit\": 2}",
            "{\"idempotencyKey\": \"k\", \"type\": \"sale\", \"channel\": \"c\", \"occurredAt\": \"2026-11-21T10:00:00Z\","
                    + " \"lines\": [{\"sku\": \"S1-10001\", \"locationId\": \"1\", \"quantity\": 1}]}",
            "{\"idempotencyKey\": \"k2\", \"type\": \"count\", \"channel\": \"c\", \"occurredAt\": \"9999999-01-01T00:00:00Z\","
                    + " \"lines\": [{\"sku\": \"\\u0000\", \"locationId\": \"-1\", \"quantity\": 99999999999999999999}]}",
            "{\"idempotencyKey\": \"r\", \"channel\": \"c\", \"ttlSeconds\": 1, \"lines\": [{\"sku\": \"none\", \"quantity\": 1}]}",
            "[".repeat(5_000),
            "{\"a\":".repeat(500),
            "{\"a\": \"" + "x".repeat(70_000) + "\"}",
            "\u0000\u0001\u0002");
    private static final List<String> ODD_PATHS = List.of(
            "/",
            "//",
            "/v1",
            "/v1/shops",
            "/docs/../../etc/passwd",
            "/docs/%2e%2e/x",
            "*",
            "/\u00e4",
            "/v1/shops//stock");
    private static final double SLOW_SHARE = 0.02;

    private final Random random;
    private final List<Route> routes;
    private final String shop;
    private final String token;

    FuzzedRequests(long seed, List<Route> routes, String shop, String token) {
        this.random = new Random(seed);
        this.routes = routes;
        this.shop = shop;
        this.token = token;
    }

    byte[] next() {
        Route route = any(routes);
        while (route.isSlow() && !chance(SLOW_SHARE)) {
            route = any(routes);
        }
        String method = chance(0.9) ? route.method() : any(METHODS);
        String path = chance(0.03) ? any(ODD_PATHS) : filled(route.path()) + query(route);
        byte[] body = method.equals("GET") || method.equals("HEAD") ? new byte[0] : body();
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        header(head, "Authorization", "Bearer " + token, 0.9);
        header(head, "Content-Type", "application/json", 0.9);
        header(head, "If-None-Match", "W/\"x\"", 0.1);
        header(head, "Origin", "http://elsewhere.example", 0.1);
        header(head, "X-Shopify-Topic", "orders/create", 0.7);
        header(head, "X-Shopify-Shop-Domain", shop, 0.7);
        header(head, "X-Shopify-Webhook-Id", "w-1", 0.7);
        header(head, "X-Shopify-Hmac-Sha256", "AAAA", 0.7);
        head.append("\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** Mostly right where present, and sometimes anything that a header may hold. */
    private void header(StringBuilder head, String name, String right, double share) {
        if (chance(share)) {
            String value = chance(0.95) ? right : any(VALUES);
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private String filled(String path) {
        Matcher parameter = PARAMETER.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (parameter.find()) {
            boolean right = parameter.group().equals("{shop}") && chance(0.9);
            parameter.appendReplacement(filled, Matcher.quoteReplacement(right ? shop : segment()));
        }
        parameter.appendTail(filled);
        return filled.toString();
    }

    /** A request line ends at a space, so there must be none; the rest may come as it is. */
    private String segment() {
        String value = any(VALUES).replace(' ', '+');
        return chance(0.5) ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String query(Route route) {
        StringBuilder query = new StringBuilder();
        for (String name : route.queries()) {
            if (chance(0.3)) {
                // A wait is right, and would only make the test long.
                String value = name.equals("waitMillis") || name.equals("minOffset") ? "0" : segment();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        if (chance(0.1)) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(segment())
                    .append('=')
                    .append(segment());
        }
        return query.toString();
    }

    private byte[] body() {
        byte[] body = any(BODIES).getBytes(StandardCharsets.UTF_8);
        if (body.length > 0 && chance(0.2)) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
