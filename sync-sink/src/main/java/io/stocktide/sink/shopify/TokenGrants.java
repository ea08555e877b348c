package io.stocktide.sink.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.service.shops.ClientCredentials;
import io.stocktide.service.shops.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks for access tokens by the client-credentials grant. */
final class TokenGrants {
    private static final String FORM = "grant_type=client_credentials&client_id=%s&client_secret=%s";

    /** @param lifetime how long the token opens the shop from when it was asked for */
    record Grant(Secret token, Duration lifetime) {}

    private final ShopifyClient client;

    TokenGrants(ShopifyClient client) {
        this.client = client;
    }

    /** Fails with {@link TokenRefused}, or as {@link ShopifyClient#exchange} does. */
    CompletableFuture<Grant> ask(String shop, ClientCredentials credentials) {
        URI endpoint = client.settings().tokenEndpoint(shop);
        String form = FORM.formatted(
                encoded(credentials.clientId()),
                encoded(credentials.clientSecret().reveal()));
        HttpRequest request = client.requestTo(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.exchange(request).thenApply(TokenGrants::granted);
    }

    private static Grant granted(HttpResponse<byte[]> response) {
        JsonNode body = ShopifyClient.json(response.body());
        String token = body.path("access_token").asText("");
        if (response.statusCode() != 200 || token.isBlank()) {
            throw new TokenRefused(response.statusCode());
        }
        return new Grant(
                new Secret(token), Duration.ofSeconds(body.path("expires_in").asLong(0)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
