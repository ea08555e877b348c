package io.stocktide.service.access;

import static io.stocktide.service.access.AccessFixture.ABC;
import static io.stocktide.service.access.AccessFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenReloadTest {
    private static final TokenEntry ONE = token("one", Role.READ, ABC);
    private static final TokenEntry TWO = token("two", Role.READ, ABC);

    @TempDir
    Path directory;

    private AccessFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new AccessFixture(directory, ONE, TWO);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private int status(String token) throws Exception {
        return fixture.call(Role.READ, ABC, token).statusCode();
    }

    @Test
    void a_revoked_token_stops_and_a_new_one_works_within_seconds() throws Exception {
        assertThat(status("secret-one")).isEqualTo(200);

        fixture.tokens(TWO, token("three", Role.READ, ABC));

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(status("secret-one")).isEqualTo(401));
        assertThat(status("secret-two")).isEqualTo(200);
        assertThat(status("secret-three")).isEqualTo(200);
        assertThat(status("of-abc")).isEqualTo(200);
    }

    @Test
    void a_file_that_is_moved_over_it_counts_too() throws Exception {
        Path next = Files.write(directory.resolve("next.json"), TokensFile.write(List.of(TWO)));

        Files.move(next, fixture.tokensFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        await().untilAsserted(() -> assertThat(status("secret-one")).isEqualTo(401));
    }

    @Test
    void a_file_that_is_no_longer_good_leaves_the_tokens_as_they_were_until_it_is_mended() throws Exception {
        // Long enough for two looks at it.
        Files.writeString(fixture.tokensFile, "{\"tokens\": 7}");
        await().during(Duration.ofMillis(2_500))
                .atMost(Duration.ofSeconds(10))
                .until(() -> status("secret-one") == 200);

        fixture.tokens(TWO);

        await().untilAsserted(() -> assertThat(status("secret-one")).isEqualTo(401));
        assertThat(status("secret-two")).isEqualTo(200);
    }
}
