package io.stocktide.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.service.shops.ShopsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    Path dir;

    private int init(int shops) {
        return Cli.run(Map.of(), "init", "--config-dir", dir.resolve("config").toString(), "--shops=" + shops)
                .exitCode();
    }

    @Test
    void what_the_roles_share_is_made() throws Exception {
        assertThat(init(2)).isZero();

        assertThat(ShopsFile.read(dir.resolve("config/shops.json")).all()).hasSize(2);
        assertThat(Files.readString(dir.resolve("config/hop.key")).strip()).hasSize(64);
        assertThat(dir.resolve("config/tokens.json")).content().contains("\"tokens\"");
    }

    @Test
    void what_is_there_stays_as_it_is() throws Exception {
        init(2);
        String shops = Files.readString(dir.resolve("config/shops.json"));
        String key = Files.readString(dir.resolve("config/hop.key"));

        assertThat(init(5)).isZero();

        assertThat(dir.resolve("config/shops.json")).hasContent(shops);
        assertThat(dir.resolve("config/hop.key")).hasContent(key);
    }
}
