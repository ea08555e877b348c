package io.stocktide.topology.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.webhooks.Bodies.OrderBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderStreamTest {
    private static final int CHANGES = 2_000;
    /** What a change may put in: all that JSON is made of, and bytes that are none of it. */
    private static final byte[] BYTES =
            "{}[]\":,\\0123456789-+.eEtrufalsn idé\t\u0001".getBytes(StandardCharsets.UTF_8);

    private static final String USUAL = """
            {"id": 820982911946154508, "admin_graphql_api_id": "gid:\\/\\/shopify\\/Order\\/820982911946154508",
             "cancelled_at": null, "note": "caf\u00e9 \\u00e9\\n", "total": "12.50", "rate": 0.5, "test": false,
             "client_details": {"browser_ip": null, "sizes": [1, -2, 3.25, []], "empty": {}},
             "location_id": 71, "updated_at": "2026-11-20T10:00:00-05:00", "refunds": [],
             "line_items": [
              {"id": 5000, "variant_id": 31, "quantity": 2, "gift_card": false, "title": "\u65e5\u672c",
               "variant_inventory_management": "shopify", "price_set": {"shop_money": {"amount": "1.00"}}},
              {"id": 5001, "variant_id": null, "quantity": 1, "gift_card": true,
               "variant_inventory_management": null, "properties": [{"name": "a", "value": ""}]}]}
            """;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void the_usual_order_is_read_in_one_pass_as_the_mapper_reads_it() {
        byte[] body = USUAL.getBytes(StandardCharsets.UTF_8);

        assertThat(OrderStream.read(body)).isPresent();
        assertReadAlike(OrderStream.read(body), body);
    }

    @Test
    void whatever_is_read_in_one_pass_the_mapper_reads_alike_however_a_body_is_broken() {
        Seeds.forEach(20, random -> {
            int read = 0;
            for (int change = 0; change < CHANGES; change++) {
                byte[] body = broken(random);
                Optional<OrderBody> quick = OrderStream.read(body);
                if (quick.isPresent()) {
                    read++;
                    assertReadAlike(quick, body);
                }
            }
            assertThat(read).isBetween(CHANGES / 20, CHANGES - CHANGES / 20);
        });
    }

    private static byte[] broken(Random random) {
        byte[] body = USUAL.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(2); i++) {
            body[random.nextInt(body.length)] = BYTES[random.nextInt(BYTES.length)];
        }
        return body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"id\":1",
                "{\"id\":1}}",
                "{\"id\":\"1\"}",
                "{\"id\":1.5}",
                "{\"id\":01}",
                "{\"id\":1e3}",
                "{\"\\u0069d\":1}",
                "{\"updated_at\":\"2026-11-20\"}",
                "{\"updated_at\":\"2026-13-20T10:00:00+00:00\"}",
                "{\"refunds\":[{\"id\":1}]}",
                "{\"line_items\":[{\"quantity\":5000000000}]}",
                "{\"note\":\"\u0001\"}",
                "{\"note\":\"\\x\"}"
            })
    void what_is_unusual_is_left_to_the_mapper(String body) {
        assertThat(OrderStream.read(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private void assertReadAlike(Optional<OrderBody> quick, byte[] body) {
        OrderBody wanted = mapped(body);
        assertThat(quick.orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("refunds", "updatedAt")
                .as(() -> new String(body, StandardCharsets.UTF_8))
                .isEqualTo(wanted);
        if (wanted.updatedAt() != null) {
            assertThat(quick.orElseThrow().updatedAt().toEpochSecond())
                    .isEqualTo(wanted.updatedAt().toEpochSecond());
        }
    }

    private OrderBody mapped(byte[] body) {
        try {
            return mapper.readValue(body, OrderBody.class);
        } catch (IOException e) {
            throw new AssertionError("the mapper does not read " + new String(body, StandardCharsets.UTF_8), e);
        }
    }
}
