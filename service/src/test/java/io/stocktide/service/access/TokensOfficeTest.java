package io.stocktide.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.service.shops.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensOfficeTest {
    private static final List<String> A = List.of("A.myshopify.com");

    @TempDir
    Path directory;

    private Path file;
    private TokensOffice office;

    @BeforeEach
    void open() {
        file = directory.resolve("tokens.json");
        office = new TokensOffice(file);
    }

    @Test
    void a_token_is_told_once_and_kept_as_its_hash_alone() throws Exception {
        String token = office.create("pos-1", Role.WRITE, A, 50);

        assertThat(token).matches("stk_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(file)).doesNotContain(token, token.substring(4));
        assertThat(office.list())
                .containsExactly(new TokenEntry(
                        "pos-1", TokenDigest.of(token).hex(), Role.WRITE, List.of("a.myshopify.com"), 50));
    }

    @Test
    void no_two_tokens_are_the_same() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> office.create("n" + i, Role.READ, A, null)))
                .doesNotHaveDuplicates();
        assertThat(office.list()).hasSize(100);
    }

    @Test
    void a_name_that_is_taken_is_refused_until_it_is_revoked() {
        office.create("pos-1", Role.READ, A, null);

        assertThatThrownBy(() -> office.create("pos-1", Role.READ, A, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("pos-1");
        office.revoke("pos-1");
        assertThat(office.list()).isEmpty();
        assertThat(office.create("pos-1", Role.READ, A, null)).isNotEmpty();
        assertThatThrownBy(() -> office.revoke("pos-2")).hasMessageContaining("there is no token pos-2");
    }

    @Test
    void the_file_is_its_owner_s_alone_unless_it_was_opened_to_others() throws Exception {
        office.create("pos-1", Role.READ, A, null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        office.create("pos-2", Role.READ, A, null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void a_file_that_is_not_as_it_should_be_is_left_as_it_is() throws Exception {
        Files.writeString(file, "{\"tokens\": [");

        assertThatThrownBy(() -> office.create("pos-1", Role.READ, A, null)).isInstanceOf(ConfigException.class);

        assertThat(Files.readString(file)).isEqualTo("{\"tokens\": [");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".new"));
        }
    }

    @Test
    void a_directory_that_is_not_there_is_one_clear_line() {
        Path nowhere = directory.resolve("nowhere").resolve("tokens.json");

        assertThatThrownBy(() -> new TokensOffice(nowhere).create("pos-1", Role.READ, A, null))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot write the tokens file " + nowhere);
    }
}
