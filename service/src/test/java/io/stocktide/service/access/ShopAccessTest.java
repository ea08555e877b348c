package io.stocktide.service.access;

import static io.stocktide.service.access.AccessFixture.ABC;
import static io.stocktide.service.access.AccessFixture.ABC_2;
import static io.stocktide.service.access.AccessFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShopAccessTest {
    /** As they stand in a path; none of them is the shop abc, whatever one may hope. */
    private static final List<String> NOT_ABC = List.of(
            ABC_2,
            "ab.myshopify.com",
            "abc.myshopify.co",
            "abc.myshopify.com.example",
            "abc",
            "none.myshopify.com",
            "*",
            "%2A",
            "abc*",
            "abc.myshopify.com%2F",
            "abc.myshopify.com%2F..",
            "abc-2.myshopify.com%2F..%2Fabc.myshopify.com",
            "abc.myshopify.com%00",
            "abc.myshopify.com%20",
            "a%CC%81bc.myshopify.com",
            "%C5%BFabc.myshopify.com",
            ".%2E");

    private static AccessFixture fixture;

    /** One for all: a refusal leaves nothing behind, and nobody asks a thousand times a second. */
    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        fixture = new AccessFixture(
                directory,
                token("read", Role.READ, ABC),
                token("write", Role.WRITE, ABC),
                token("operate", Role.OPERATE, ABC),
                token("of-all", Role.READ, "*"),
                token("of-two", Role.READ, "none.myshopify.com", ABC_2));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    static Stream<Arguments> table() {
        List<Arguments> rows = new ArrayList<>();
        for (Role route : Role.values()) {
            for (Role role : Role.values()) {
                rows.add(Arguments.of(route, role, ABC, role.holds(route) ? 200 : 403));
                rows.add(Arguments.of(route, role, "ABC.MyShopify.com", role.holds(route) ? 200 : 403));
                NOT_ABC.forEach(shop -> rows.add(Arguments.of(route, role, shop, 401)));
            }
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_token_opens_its_shop_by_its_whole_name_for_what_its_role_allows(
            Role route, Role role, String shop, int status) throws Exception {
        String token = "secret-" + role.name().toLowerCase(Locale.ROOT);
        int doneBefore = fixture.done.get();

        HttpResponse<String> answer = fixture.call(route, shop, token);

        // A path that Jetty itself refuses has named no shop.
        assertThat(answer.statusCode() == 400 && status == 401 ? 401 : answer.statusCode())
                .isEqualTo(status);
        assertThat(fixture.done.get() - doneBefore).isEqualTo(status == 200 ? 1 : 0);
    }

    @Test
    void roles_hold_those_before_them() {
        assertThat(Role.READ.holds(Role.READ)).isTrue();
        assertThat(Role.READ.holds(Role.WRITE)).isFalse();
        assertThat(Role.WRITE.holds(Role.OPERATE)).isFalse();
        assertThat(Role.OPERATE.holds(Role.READ)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "abc.myshopify.com, Bearer of-abc, 200",
        "abc.myshopify.com, Bearer of-abc-too, 200",
        "abc.myshopify.com, bearer of-abc, 200",
        "abc-2.myshopify.com, Bearer of-abc, 401",
        "abc.myshopify.com, Bearer of-abc-2, 401",
        "abc.myshopify.com, Bearer of, 401",
        "abc.myshopify.com, Basic of-abc, 401",
        "abc.myshopify.com, of-abc, 401",
        "abc.myshopify.com, Bearer, 401",
        "abc.myshopify.com, , 401",
        "none.myshopify.com, Bearer of-abc, 401"
    })
    void a_token_of_the_shops_file_does_everything_in_its_shop_and_nothing_elsewhere(
            String shop, String authorization, int status) throws Exception {
        for (Role route : Role.values()) {
            assertThat(fixture.call(route, shop, "3-1", authorization).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void a_refusal_is_the_same_whether_or_not_there_is_such_a_shop_or_such_a_token() throws Exception {
        HttpResponse<String> ofAnother = fixture.call(Role.READ, ABC_2, "secret-read");

        for (HttpResponse<String> answer : List.of(
                fixture.call(Role.READ, "none.myshopify.com", "secret-read"),
                fixture.call(Role.READ, ABC, "guessed"),
                fixture.call(Role.READ, ABC, null),
                fixture.call(Role.OPERATE, ABC_2, "secret-read"))) {
            assertThat(answer.statusCode()).isEqualTo(ofAnother.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(ofAnother.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(ofAnother.headers().map().keySet());
        }
    }

    @Test
    void a_refusal_names_the_scheme_and_repeats_no_token() throws Exception {
        HttpResponse<String> answer = fixture.call(Role.READ, ABC, "guessed");

        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).doesNotContain("guessed", "of-abc");
    }

    @Test
    void a_role_that_is_too_small_is_told_which_would_do() throws Exception {
        HttpResponse<String> answer = fixture.call(Role.WRITE, ABC, "secret-read");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:stocktide:problem:role-needed", "\"role\":\"write\"");
    }

    @Test
    void a_shop_that_is_not_configured_is_a_404_to_whoever_would_be_let_in() throws Exception {
        assertThat(fixture.call(Role.READ, ABC_2, "secret-of-all").statusCode()).isEqualTo(200);
        assertThat(fixture.call(Role.READ, "none.myshopify.com", "secret-of-all")
                        .statusCode())
                .isEqualTo(404);
        assertThat(fixture.call(Role.READ, "none.myshopify.com", "secret-of-two")
                        .statusCode())
                .isEqualTo(404);
        assertThat(fixture.call(Role.READ, "x".repeat(4000), "secret-of-all").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_caller_is_handed_on_with_the_shop_in_lower_case() throws Exception {
        assertThat(fixture.call(Role.READ, "ABC.MYSHOPIFY.COM", "secret-write").body())
                .isEqualTo("abc.myshopify.com write WRITE");
        assertThat(fixture.call(Role.READ, ABC, "of-abc").body()).isEqualTo("abc.myshopify.com shops-file OPERATE");
    }
}
