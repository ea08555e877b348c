package io.stocktide.sink.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifySettingsTest {
    @ParameterizedTest
    @CsvSource({
        "https://{shop}, https://a-shop.myshopify.com/admin/api/2026-10/graphql.json",
        "http://127.0.0.1:8090, http://127.0.0.1:8090/admin/api/2026-10/graphql.json",
        "http://sim:1/shops/{shop}, http://sim:1/shops/a-shop.myshopify.com/admin/api/2026-10/graphql.json"
    })
    void theTemplateAndTheVersionGiveTheEndpoint(String template, String endpoint) {
        ShopifySettings settings = ShopifySettings.defaults().withUrlTemplate(template);
        assertThat(settings.endpoint("a-shop.myshopify.com")).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{shop}", "ftp://{shop}", "https://{shop}/", "https://{shop}?a=b", "https://a b"})
    void aTemplateThatIsNoUrlIsRefused(String template) {
        assertThatThrownBy(() -> ShopifySettings.defaults().withUrlTemplate(template))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void anApiVersionIsAYearAndAMonth() {
        assertThatThrownBy(
                        () -> new ShopifySettings("https://{shop}", "latest", Duration.ZERO, Duration.ofSeconds(1), 1))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void aThrottlesWaitIsNeverShorterThanAskedAndNeverPastItsBound() {
        RetrySettings retry = RetrySettings.defaults();
        assertThat(retry.throttleWait(Duration.ofSeconds(10)))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
        assertThat(retry.throttleWait(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void retriesComeAfter1And2And4And8SecondsAFifthToEitherSide() {
        RetrySettings retry = RetrySettings.defaults();
        for (int attempts : List.of(1, 2, 3, 4)) {
            Duration named = Duration.ofSeconds(1L << (attempts - 1));
            assertThat(retry.allowsAnotherAfter(attempts)).isTrue();
            assertThat(retry.delayAfter(attempts))
                    .isBetween(
                            named.multipliedBy(8).dividedBy(10),
                            named.multipliedBy(12).dividedBy(10));
        }
        assertThat(retry.allowsAnotherAfter(5)).isFalse();
    }
}
