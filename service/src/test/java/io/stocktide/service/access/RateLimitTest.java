package io.stocktide.service.access;

import static io.stocktide.service.access.AccessFixture.ABC;
import static io.stocktide.service.access.AccessFixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitTest {
    @TempDir
    Path directory;

    private static TokenEntry slow(String name) {
        TokenEntry entry = token(name, Role.READ, ABC);
        return new TokenEntry(name, entry.sha256(), entry.role(), entry.shops(), 1);
    }

    /** Calls again and again, many times in a second, until one is refused. */
    private static HttpResponse<String> refused(AccessFixture fixture, String token) throws Exception {
        return await().pollInterval(Duration.ofMillis(10))
                .until(() -> fixture.call(Role.READ, ABC, token), answer -> answer.statusCode() != 200);
    }

    @Test
    void who_asks_more_than_its_token_may_is_told_when_to_come_again() throws Exception {
        try (AccessFixture fixture = new AccessFixture(directory, slow("slow"))) {
            HttpResponse<String> answer = refused(fixture, "secret-slow");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.body()).contains("urn:stocktide:problem:rate-limit");
            await().until(() -> fixture.call(Role.READ, ABC, "secret-slow").statusCode() == 200);
        }
    }

    @Test
    void one_token_s_haste_is_no_other_s_loss() throws Exception {
        try (AccessFixture fixture = new AccessFixture(directory, slow("slow"), token("other", Role.READ, ABC))) {
            assertThat(refused(fixture, "secret-slow").statusCode()).isEqualTo(429);

            assertThat(fixture.call(Role.READ, ABC, "secret-other").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_token_keeps_what_it_has_used_when_others_change() {
        TokenEntry slow = slow("slow");
        TokenSet before = TokenSet.EMPTY.replacedBy(List.of(slow), 1_000);

        TokenSet after = before.replacedBy(List.of(slow, slow("new")), 1_000);

        assertThat(after.find("secret-slow", ABC).orElseThrow())
                .isSameAs(before.find("secret-slow", ABC).orElseThrow());
    }
}
