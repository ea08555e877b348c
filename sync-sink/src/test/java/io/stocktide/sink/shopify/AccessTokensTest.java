package io.stocktide.sink.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ClientCredentials;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.sink.async.Workers;
import io.stocktide.sink.testing.ScriptedShopify;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final String HUSH = "hush-client-secret";

    private final ScriptedShopify shopify = new ScriptedShopify();
    private final Workers workers = new Workers("test", 2);
    private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final AccessTokens tokens = new AccessTokens(
            ShopDirectory.of(List.of(
                    new ShopConfig(
                            Shops.A,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.of(new ClientCredentials("an app", new Secret(HUSH)))),
                    new ShopConfig(Shops.B, List.of(), List.of(), Optional.of(new Secret("shpat_fixed"))),
                    new ShopConfig(Shops.UNCONNECTED, List.of(), List.of(), Optional.empty()))),
            new ShopifyClient(ShopifySettings.defaults().withUrlTemplate(shopify.urlTemplate()), workers),
            () -> now);

    @AfterEach
    void close() {
        shopify.close();
        workers.close();
    }

    @Test
    void a_token_that_is_configured_is_used_as_it_is_and_a_shop_without_any_has_none() {
        assertThat(tokenOf(Shops.B)).isEqualTo("shpat_fixed");
        assertThat(tokens.refused(Shops.B, new Secret("shpat_fixed"))).isFalse();
        assertThat(tokens.has(Shops.UNCONNECTED)).isFalse();
        assertThat(tokens.has("unknown.myshopify.com")).isFalse();
        assertThat(shopify.requests()).isEmpty();
    }

    @Test
    void a_token_is_granted_for_the_apps_credentials_and_kept() {
        shopify.script(Shops.A, granted("one", 86_399));

        assertThat(tokenOf(Shops.A)).isEqualTo("one");
        assertThat(tokenOf(Shops.A)).isEqualTo("one");
        assertThat(shopify.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).endsWith("/admin/oauth/access_token");
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&client_id=an+app&client_secret=" + HUSH);
        });
    }

    @Test
    void a_token_is_renewed_before_it_expires() {
        shopify.script(Shops.A, granted("one", 1_000), granted("two", 1_000));
        tokenOf(Shops.A);

        now = now.plusSeconds(899);
        assertThat(tokenOf(Shops.A)).isEqualTo("one");
        now = now.plusSeconds(1);
        assertThat(tokenOf(Shops.A)).isEqualTo("two");
    }

    @Test
    void a_token_that_shopify_refuses_is_asked_for_anew() {
        shopify.script(Shops.A, granted("one", 1_000), granted("two", 1_000));
        Secret first = tokens.of(Shops.A).orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(tokens.refused(Shops.A, first)).isTrue();

        assertThat(tokenOf(Shops.A)).isEqualTo("two");
        assertThat(tokens.refused(Shops.A, first)).isTrue();
        assertThat(tokenOf(Shops.A)).isEqualTo("two");
    }

    @Test
    void whoever_comes_while_one_is_asked_for_waits_for_the_same_one() {
        CountDownLatch open = new CountDownLatch(1);
        shopify.script(Shops.A, Reply.once(open, granted("one", 1_000)));

        CompletableFuture<Secret> first = tokens.of(Shops.A);
        CompletableFuture<Secret> second = tokens.of(Shops.A);
        open.countDown();

        assertThat(second.orTimeout(10, TimeUnit.SECONDS).join())
                .isSameAs(first.orTimeout(10, TimeUnit.SECONDS).join());
        assertThat(shopify.requests()).hasSize(1);
    }

    @Test
    void a_refusal_says_what_to_mend_and_neither_secret_nor_token() {
        shopify.script(Shops.A, Reply.status(401, "{\"error\": \"" + HUSH + "\"}", Map.of()), granted("one", 1_000));

        assertThatThrownBy(() -> tokenOf(Shops.A))
                .hasMessageContaining("clientId and clientSecret")
                .satisfies(failure -> {
                    for (Throwable each = failure; each != null; each = each.getCause()) {
                        assertThat(String.valueOf(each)).doesNotContain(HUSH);
                    }
                });
        assertThat(tokenOf(Shops.A)).isEqualTo("one");
        assertThat(tokens.of(Shops.A).join()).hasToString("***");
    }

    private String tokenOf(String shop) {
        return tokens.of(shop)
                .orTimeout(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)
                .join()
                .reveal();
    }

    private static Reply granted(String token, int seconds) {
        return Reply.json(
                "{\"access_token\": \"" + token + "\", \"scope\": \"read_orders\", \"expires_in\": " + seconds + "}");
    }
}
