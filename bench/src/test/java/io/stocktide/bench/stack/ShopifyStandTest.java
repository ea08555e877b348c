package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShopifyStandTest {
    private final ShopifyStand shopify = new ShopifyStand();

    @AfterEach
    void close() {
        shopify.close();
    }

    @Test
    void a_mutation_is_applied_once_for_its_key() throws Exception {
        String adjust = """
                {"variables":{"key":"one","input":{"changes":[{"delta":-2},{"delta":-3}]}}}""";

        assertThat(post(adjust).body()).contains("\"userErrors\":[]");
        Long first = shopify.arrivedNanos("one");
        assertThat(post(adjust).statusCode()).isEqualTo(200);

        assertThat(shopify.units()).isEqualTo(5);
        assertThat(shopify.arrivedNanos("one")).isEqualTo(first).isNotNull();
    }

    @Test
    void a_question_is_refused_since_no_load_leads_to_one() throws Exception {
        assertThat(post("{\"query\":\"{ shop { id } }\"}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String body) throws Exception {
        String shop = shopify.url().replace("{shop}", "shop-1.myshopify.com");
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + "/admin/api/2026-10/graphql.json"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
