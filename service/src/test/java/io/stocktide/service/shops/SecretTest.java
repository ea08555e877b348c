package io.stocktide.service.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void a_secret_never_prints_itself_nor_do_those_that_hold_it() {
        Secret secret = new Secret("hush-hush");
        ShopConfig shop = new ShopConfig("a.myshopify.com", List.of(secret), List.of(secret), Optional.of(secret));

        assertThat(secret + " " + shop).doesNotContain("hush").contains("***");
    }

    @Test
    void only_the_same_string_matches() {
        Secret secret = new Secret("hush");

        assertThat(secret.matches("hush")).isTrue();
        assertThat(secret.matches("hus")).isFalse();
        assertThat(secret.matches("hush ")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void a_blank_secret_is_refused(String blank) {
        assertThatThrownBy(() -> new Secret(blank)).isInstanceOf(ConfigException.class);
    }
}
