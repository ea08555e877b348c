package io.stocktide.sink.shopify;

import io.stocktide.service.shops.ClientCredentials;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What opens each shop at Shopify: its token as configured, or one that is granted for the app's credentials and
 * renewed before it expires. Granted tokens are kept in memory alone.
 */
public final class AccessTokens implements AdminTokens {
    /** A token is renewed with a tenth of its life to go, and at the latest this long before its end. */
    private static final Duration LATEST_RENEWAL = Duration.ofSeconds(30);

    private record Held(CompletableFuture<Secret> token, Instant renewAt) {}

    private final ShopDirectory shops;
    private final TokenGrants grants;
    private final InstantSource clock;
    private final Map<String, Held> granted = new HashMap<>();

    public AccessTokens(ShopDirectory shops, ShopifyClient client, InstantSource clock) {
        this.shops = shops;
        this.grants = new TokenGrants(client);
        this.clock = clock;
    }

    @Override
    public boolean has(String shop) {
        return shops.find(shop).filter(ShopConfig::hasAdminAccess).isPresent();
    }

    @Override
    public CompletableFuture<Secret> of(String shop) {
        ShopConfig config = shops.find(shop).orElseThrow();
        return config.adminToken().isPresent()
                ? CompletableFuture.completedFuture(config.adminToken().get())
                : granted(shop, config.client().orElseThrow());
    }

    /** The next call asks for another, where tokens are granted. */
    @Override
    public synchronized boolean refused(String shop, Secret token) {
        Held held = granted.get(shop);
        if (held != null && held.token().getNow(null) == token) {
            granted.remove(shop);
        }
        return held != null;
    }

    /** One grant at a time for each shop, whoever asks; one that failed is not kept. */
    private synchronized CompletableFuture<Secret> granted(String shop, ClientCredentials credentials) {
        Held held = granted.get(shop);
        if (held != null
                && !held.token().isCompletedExceptionally()
                && clock.instant().isBefore(held.renewAt())) {
            return held.token();
        }
        Instant askedAt = clock.instant();
        CompletableFuture<Secret> token = grants.ask(shop, credentials).thenApply(grant -> {
            keep(shop, grant, askedAt);
            return grant.token();
        });
        if (!token.isDone()) {
            // Until the answer tells its lifetime, whoever comes meanwhile waits for the same one.
            granted.put(shop, new Held(token, Instant.MAX));
        }
        return token;
    }

    private synchronized void keep(String shop, TokenGrants.Grant grant, Instant askedAt) {
        Duration early = grant.lifetime().dividedBy(10);
        Duration margin = early.compareTo(LATEST_RENEWAL) > 0 ? early : LATEST_RENEWAL;
        CompletableFuture<Secret> token = CompletableFuture.completedFuture(grant.token());
        granted.put(shop, new Held(token, askedAt.plus(grant.lifetime()).minus(margin)));
    }
}
