package io.stocktide.service.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopsFileTest {
    @TempDir
    private Path directory;

    @Test
    void a_shop_has_its_own_secrets_and_the_apps() throws IOException {
        ShopDirectory shops = read("""
                {"webhookSecrets": ["of-app"],
                 "shops": [{"shop": "A.myshopify.com", "webhookSecrets": ["of-shop"], "apiTokens": ["token"]},
                           {"shop": "b.myshopify.com", "adminToken": "admin"}]}""");

        ShopConfig a = shops.find("a.myshopify.com").orElseThrow();
        assertThat(a.webhookSecrets()).extracting(Secret::reveal).containsExactly("of-shop", "of-app");
        assertThat(a.apiTokens()).extracting(Secret::reveal).containsExactly("token");
        assertThat(a.adminToken()).isEmpty();
        ShopConfig b = shops.find("b.myshopify.com").orElseThrow();
        assertThat(b.webhookSecrets()).extracting(Secret::reveal).containsExactly("of-app");
        assertThat(b.adminToken().orElseThrow().reveal()).isEqualTo("admin");
    }

    @Test
    void a_secret_may_stand_in_a_file_beside_the_shops_file() throws IOException {
        Files.writeString(directory.resolve("app-secret"), "from-file\n");
        Files.writeString(directory.resolve("admin"), " shpat-x \n");

        ShopDirectory shops = read("""
                {"webhookSecretFiles": ["app-secret"],
                 "shops": [{"shop": "a.myshopify.com", "adminTokenFile": "admin"}]}""");

        ShopConfig shop = shops.find("a.myshopify.com").orElseThrow();
        assertThat(shop.webhookSecrets()).extracting(Secret::reveal).containsExactly("from-file");
        assertThat(shop.adminToken().orElseThrow().reveal()).isEqualTo("shpat-x");
    }

    @Test
    void an_admin_token_may_stand_in_the_environment() throws IOException {
        Path file = directory.resolve("shops.json");
        Files.writeString(file, "{\"shops\": [{\"shop\": \"a.myshopify.com\", \"adminTokenEnv\": \"A_TOKEN\"}]}");

        ShopDirectory shops = ShopsFile.read(file, Map.of("A_TOKEN", "shpat-env ")::get);

        assertThat(shops.find("a.myshopify.com")
                        .orElseThrow()
                        .adminToken()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("shpat-env");
        assertThatThrownBy(() -> ShopsFile.read(file, Map.<String, String>of()::get))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the environment has no A_TOKEN");
    }

    @Test
    void an_apps_credentials_hold_for_its_shops_and_its_secret_is_what_signs_unless_told() throws IOException {
        ShopDirectory shops = read("""
                {"webhookSecrets": ["of-app"], "clientId": "app",
                 "shops": [{"shop": "a.myshopify.com"},
                           {"shop": "b.myshopify.com", "clientId": "own", "clientSecret": "hush"}]}""");

        ClientCredentials ofApp =
                shops.find("a.myshopify.com").orElseThrow().client().orElseThrow();
        assertThat(ofApp.clientId()).isEqualTo("app");
        assertThat(ofApp.clientSecret().reveal()).isEqualTo("of-app");
        ClientCredentials own =
                shops.find("b.myshopify.com").orElseThrow().client().orElseThrow();
        assertThat(own.clientId()).isEqualTo("own");
        assertThat(own.clientSecret().reveal()).isEqualTo("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"shops": []}                                                              | names no shop
                    null                                                                       | names no shop
                    {"shops": [null]}                                                          | has no "shop"
                    {"shops": [{"apiTokens": ["hush"]}]}                                       | has no "shop"
                    {"shops": [{"shop": "a b", "apiTokens": ["hush"]}]}                        | not a shop's domain
                    {"shops": [{"shop": "a", "apiTokens": ["hush"]}, {"shop": "A"}]}           | stands twice
                    {"clientId": "hush-not", "shops": [{"shop": "a"}]}                         | no clientSecret
                    {"shops": [{"shop": "a", "apiToken": ["hush"]}]}                           | apiToken
                    {"shops": [{"shop": "a", "apiTokens": [""]}]}                              | a secret is blank
                    {"shops": [{"shop": "a", "apiTokens": [null]}]}                            | a secret is blank
                    {"shops": [{"shop": "a", "apiTokens": "hush"}]}                            | at line 1
                    {"shops": [{"shop": "a", "apiTokens": ["hush"                              | at line 1
                    {"shops": [{"shop": "a", "webhookSecretFiles": ["absent"]}]}               | cannot read the secret file
                    """)
    void what_is_wrong_is_said_in_one_line_and_without_a_secret(String content, String says) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(says)
                .doesNotContain("hush", "\n");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> ShopsFile.read(directory.resolve("absent.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("absent.json");
    }

    private ShopDirectory read(String content) throws IOException {
        return ShopsFile.read(Files.writeString(directory.resolve("shops.json"), content));
    }
}
