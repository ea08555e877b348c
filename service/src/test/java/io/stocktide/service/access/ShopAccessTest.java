package io.stocktide.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.service.http.TestServer;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopAccessTest {
    private final ShopAccess access = new ShopAccess(
            ShopDirectory.of(List.of(shop("a.myshopify.com", "of-a", "of-a-too"), shop("b.myshopify.com", "of-b"))));
    private final TestServer server = new TestServer(routes -> routes.get(
            "/shops/{shop}", ctx -> ctx.result(access.require(ctx, Role.READ).shop())));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "a.myshopify.com, Bearer of-a, 200",
        "a.myshopify.com, Bearer of-a-too, 200",
        "A.MyShopify.com, bearer of-a, 200",
        "b.myshopify.com, Bearer of-a, 401",
        "a.myshopify.com, Bearer of-b, 401",
        "a.myshopify.com, Bearer of, 401",
        "a.myshopify.com, Basic of-a, 401",
        "a.myshopify.com, of-a, 401",
        "a.myshopify.com, , 401",
        "c.myshopify.com, Bearer of-a, 404"
    })
    void a_token_opens_its_shop_and_no_other(String shop, String authorization, int status) throws Exception {
        assertThat(get(shop, authorization).statusCode()).isEqualTo(status);
    }

    @Test
    void the_shop_is_handed_on_in_lower_case() throws Exception {
        assertThat(get("A.MYSHOPIFY.COM", "Bearer of-a").body()).isEqualTo("a.myshopify.com");
    }

    @Test
    void a_refusal_names_the_scheme_and_repeats_no_token() throws Exception {
        HttpResponse<String> answer = get("a.myshopify.com", "Bearer guessed");

        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).doesNotContain("guessed", "of-a");
    }

    private HttpResponse<String> get(String shop, String authorization) throws Exception {
        HttpRequest.Builder request = server.request("/shops/" + shop);
        return server.send(authorization == null ? request : request.header("Authorization", authorization));
    }

    private static ShopConfig shop(String name, String... tokens) {
        return new ShopConfig(
                name, List.of(), Stream.of(tokens).map(Secret::new).toList(), Optional.empty());
    }
}
