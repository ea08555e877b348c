package io.stocktide.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensFileTest {
    private static final String SHA = "ab".repeat(32);

    @TempDir
    Path directory;

    private List<TokenEntry> read(String json) throws Exception {
        return TokensFile.read(Files.writeString(directory.resolve("tokens.json"), json.replace("SHA", SHA)));
    }

    @Test
    void it_says_what_each_token_may_and_where() throws Exception {
        assertThat(read("{\"tokens\": [{\"name\": \"pos-1\", \"sha256\": \"SHA\", \"role\": \"write\","
                        + " \"shops\": [\"A.myshopify.com\"], \"requestsPerSecond\": 50}]}"))
                .containsExactly(new TokenEntry("pos-1", SHA, Role.WRITE, List.of("a.myshopify.com"), 50));
        assertThat(read("{\"tokens\": []}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"*\"], \"rps\": 9}]} | \"rps\"",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"12\", \"role\": \"read\", \"shops\": [\"*\"]}]} | 64 hexadecimal",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"shops\": [\"*\"]}]} | no \"role\"",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"root\", \"shops\": [\"*\"]}]} | line 1",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": []}]} | no \"shops\"",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"a*\"]}]} | 'a*'",
                "{\"tokens\": [{\"name\": \"a b\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"*\"]}]} | \"name\"",
                "{\"tokens\": [{\"name\": \"shops-file\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"*\"]}]} | shops-file",
                "{\"tokens\": [{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"*\"], \"requestsPerSecond\": 0}]} | above zero",
                "{\"tokens\": [null]} | null",
                "{\"tokens\": 7} | line 1",
                "{} | \"tokens\"",
                "tokens | line 1"
            })
    void what_it_should_not_say_is_one_clear_line(String json, String named) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tokens.json")
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining(SHA);
    }

    @Test
    void a_name_and_a_token_stand_once() {
        String one = "{\"name\": \"a\", \"sha256\": \"SHA\", \"role\": \"read\", \"shops\": [\"*\"]}";

        assertThatThrownBy(() -> read("{\"tokens\": [" + one + "," + one + "]}"))
                .hasMessageContaining("stands twice");
        assertThatThrownBy(() -> read("{\"tokens\": [" + one + "," + one.replace("\"a\"", "\"b\"") + "]}"))
                .hasMessageContaining("another name");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path missing = directory.resolve("none.json");

        assertThatThrownBy(() -> TokensFile.read(missing)).hasMessage("cannot read the tokens file " + missing);
    }
}
