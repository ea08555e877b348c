package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.service.log.Muted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonTest {
    private final TestShop shop = new TestShop();

    @AfterEach
    void close() {
        shop.close();
    }

    static Stream<Arguments> poison() {
        String order = TestShop.orderBody(500, 3, 31, 2, "[]");
        return Stream.of(
                Arguments.of("orders/create", "not json"),
                Arguments.of("orders/create", ""),
                Arguments.of("orders/create", "null"),
                Arguments.of("orders/create", "[]"),
                Arguments.of("orders/create", "{}"),
                Arguments.of("orders/create", order.substring(0, order.length() / 2)),
                Arguments.of("orders/create", order + order),
                Arguments.of("orders/create", order.replace("\"id\":500", "\"id\":\"five hundred\"")),
                Arguments.of("orders/create", order.replace("\"id\":500", "\"id\":1e400")),
                Arguments.of("orders/create", order.replace("\"id\":500", "\"id\":99999999999999999999")),
                Arguments.of("orders/create", order.replace("\"quantity\":2", "\"quantity\":-2")),
                Arguments.of("orders/create", order.replace("\"quantity\":2", "\"quantity\":2000000000")),
                Arguments.of("orders/create", order.replaceAll("\"updated_at\":\"[^\"]*\"", "\"updated_at\":\"soon\"")),
                Arguments.of(
                        "orders/create", "{\"line_items\":[null],\"id\":1,\"updated_at\":\"2026-01-01T00:00:00Z\"}"),
                Arguments.of("orders/create", "{\"note\":" + "[".repeat(100_000)),
                Arguments.of("products/update", "{\"id\":1,\"variants\":[null]}"),
                Arguments.of("inventory_levels/update", "{\"inventory_item_id\":1,\"location_id\":2,\"available\":3}"),
                Arguments.of("orders/create", order.replace("\"id\":500", "\"id\":-500")),
                Arguments.of(
                        "inventory_levels/update",
                        "{\"inventory_item_id\":1,\"location_id\":2,\"available\":9000000000000000000,"
                                + "\"updated_at\":\"2026-01-01T00:00:00Z\"}"),
                Arguments.of("refunds/create", "{\"id\":1}"),
                Arguments.of("orders/edited", "{}"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void a_body_that_makes_no_sense_becomes_a_dead_letter_and_the_stream_goes_on(String topic, String body) {
        shop.webhook("w-bad", topic, body.getBytes(StandardCharsets.UTF_8)).level(11, 71, 10, 1);

        assertThat(shop.read(Topics.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.cause()).startsWith("malformed");
            assertThat(letter.origin().key()).endsWith("/w-bad");
            assertThat(letter.shop()).isEqualTo(TestShop.SHOP);
        });
        assertThat(shop.available(11, 71)).isEqualTo(10);
    }

    @Test
    void half_a_character_in_a_sku_does_not_stop_the_stream() {
        shop.variant(31, 11, "\\ud800").level(11, 71, 10, 1).order(500, 3, 31, 2);

        assertThat(shop.available(11, 71)).isLessThanOrEqualTo(10);
    }

    @Test
    void a_record_without_a_shop_in_its_key_becomes_a_dead_letter_and_the_stream_goes_on() {
        shop.webhookWithKey(null, "orders/create", new byte[] {'{', '}'});
        shop.webhookWithKey("no-slash", "orders/create", new byte[] {'{', '}'});
        shop.level(11, 71, 10, 1);

        assertThat(shop.read(Topics.DEAD_LETTERS))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter.cause()).isEqualTo("malformed_key"));
        assertThat(shop.available(11, 71)).isEqualTo(10);
    }

    @Test
    void times_at_the_end_of_time_do_not_stop_the_stream() {
        String level = "{\"inventory_item_id\":11,\"location_id\":71,\"available\":3,\"updated_at\":\"%s\"}";
        shop.webhook("inventory_levels/update", level.formatted("+999999999-12-31T23:59:59-18:00"));
        shop.webhook("inventory_levels/update", level.formatted("-999999999-01-01T00:00:00+18:00"));
        shop.level(12, 71, 10, 1);

        assertThat(shop.available(12, 71)).isEqualTo(10);
    }

    @Test
    void what_is_logged_of_a_failure_quotes_nothing() {
        Throwable fault = new IllegalStateException("jane@example.com", new RuntimeException("jane"));
        StringWriter log = new StringWriter();
        Muted.of(fault).printStackTrace(new PrintWriter(log, true));

        assertThat(log.toString()).doesNotContain("jane").contains("IllegalStateException", "PoisonTest");
    }

    @Test
    void a_huge_body_that_is_well_formed_is_read() {
        String filler = "\"note\":\"" + "x".repeat(1_900_000) + "\",";
        shop.variant(31, 11, "sku").level(11, 71, 10, 1);
        shop.webhook("orders/create", TestShop.orderBody(500, 3, 31, 2, "[]").replaceFirst("\\{", "{" + filler));

        assertThat(shop.available(11, 71)).isEqualTo(8);
    }

    @Test
    void a_topic_without_stock_meaning_is_recorded_and_its_body_is_not_read() {
        shop.webhook("customers/update", "not json");

        assertThat(shop.read(Topics.DEAD_LETTERS)).isEmpty();
        assertThat(shop.count("stocktide.webhook.verdicts", "verdict", "no_stock_meaning"))
                .isEqualTo(1);
    }
}
