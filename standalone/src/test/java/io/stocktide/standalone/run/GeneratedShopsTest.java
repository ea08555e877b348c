package io.stocktide.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedShopsTest {
    @TempDir
    Path dir;

    @Test
    void the_file_is_its_owners_alone() throws Exception {
        Path file = dir.resolve("new/shops.json");

        GeneratedShops.ensure(file, 2);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void every_shop_has_secrets_of_its_own() {
        Path file = dir.resolve("shops.json");

        GeneratedShops.ensure(file, 3);

        ShopDirectory shops = ShopsFile.read(file);
        assertThat(shops.all())
                .extracting(ShopConfig::shop)
                .containsExactly("shop-1.myshopify.com", "shop-2.myshopify.com", "shop-3.myshopify.com");
        List<String> secrets = shops.all().stream()
                .flatMap(shop -> Stream.concat(
                        shop.apiTokens().stream(), Stream.of(shop.adminToken().orElseThrow())))
                .map(Secret::reveal)
                .toList();
        assertThat(secrets).hasSize(6).doesNotHaveDuplicates().allMatch(secret -> secret.length() >= 64);
    }

    @Test
    void a_file_that_is_there_stays_as_it_is() throws Exception {
        Path file = Files.writeString(dir.resolve("shops.json"), "mine");

        GeneratedShops.ensure(file, 1);

        assertThat(file).hasContent("mine");
    }

    @Test
    void a_place_that_cannot_be_written_is_named() throws Exception {
        Path occupied = Files.writeString(dir.resolve("file"), "");

        assertThatThrownBy(() -> GeneratedShops.ensure(occupied.resolve("shops.json"), 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(occupied.toString());
    }
}
