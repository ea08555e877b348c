package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.bench.bodies.OrderBodies;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.json.SchemaValidator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixTest {
    private final Mix mix = new Mix(5);
    private final List<Mix.Call> calls = Stream.generate(mix::next).limit(200).toList();

    @Test
    void each_tenth_call_is_a_sale() {
        assertThat(calls.stream().filter(Mix.Call::isSale)).hasSize(20);
        assertThat(calls.get(9).isSale()).isTrue();
        assertThat(mix.account().sales()).isEqualTo(20);
    }

    @Test
    void the_account_is_the_sum_of_what_the_bodies_say() throws IOException {
        Account seen = new Account();
        for (Mix.Call call : calls) {
            JsonNode body = Json.mapper().readTree(call.body());
            body.path("line_items")
                    .forEach(line -> seen.ordered(
                            call.shop(),
                            sku(line.path("variant_id").asLong() - OrderBodies.variantId(0)),
                            line.path("quantity").asInt()));
            body.path("lines")
                    .forEach(line -> seen.sold(
                            call.shop(),
                            sku(line.path("inventoryItemId").asLong() - OrderBodies.inventoryItemId(0)),
                            line.path("quantity").asInt()));
        }

        for (int shop = 1; shop <= Mix.SHOPS; shop++) {
            for (int sku = 0; sku < Mix.SKUS; sku++) {
                String domain = OrderBodies.shop(shop);
                assertThat(mix.account().ordered(domain, sku)).isEqualTo(seen.ordered(domain, sku));
                assertThat(mix.account().sold(domain, sku)).isEqualTo(seen.sold(domain, sku));
            }
        }
        assertThat(mix.account().soldUnits()).isEqualTo(seen.soldUnits()).isPositive();
    }

    @Test
    void a_sale_is_what_the_schema_of_channel_events_asks_for() throws IOException {
        JsonNode sale = Json.mapper().readTree(calls.get(9).body());

        assertThat(SchemaValidator.of("channel-event").errorsIn(sale)).isEmpty();
    }

    @Test
    void the_same_seed_makes_the_same_calls_and_another_seed_others() {
        assertThat(new Mix(5).next().id()).isEqualTo(calls.get(0).id());
        assertThat(new Mix(6).next().id()).isNotEqualTo(calls.get(0).id());
    }

    @Test
    void a_sum_that_differs_is_an_error() {
        assertThatThrownBy(() -> Account.require("SKU 1", 4, 5)).isInstanceOf(IllegalStateException.class);
    }

    private static int sku(long number) {
        return Math.toIntExact(number);
    }
}
