package io.stocktide.topology.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.orders.Edit;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.Refund;
import io.stocktide.topology.stock.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {
    private static final long TRIGGERED = 1_700_000_000;
    private static final String AT = "2023-11-14T23:13:20+01:00"; // TRIGGERED, with a shop's offset

    private final WebhookReader reader = new WebhookReader();

    private WebhookFact read(String topic, String body) {
        return reader.read(
                topic, body.getBytes(StandardCharsets.UTF_8), Optional.of(Instant.ofEpochSecond(TRIGGERED)), 5_000);
    }

    private static final String ORDER = "{'id':500,'updated_at':'" + AT + "','location_id':null,'email':'a@b.c',"
            + "'line_items':[{'id':5000,'variant_id':31,'quantity':2,'variant_inventory_management':'shopify'},"
            + "{'id':5001,'variant_id':32,'quantity':1,'gift_card':true,'variant_inventory_management':'shopify'},"
            + "{'id':5002,'variant_id':null,'quantity':1}],"
            + "'refunds':[{'id':900,'created_at':'" + AT + "','refund_line_items':["
            + "{'line_item_id':5000,'quantity':1,'restock_type':'return','location_id':71},"
            + "{'line_item_id':5000,'quantity':1,'restock_type':'no_restock','location_id':null}]}]}";

    private static final Refund REFUND = new Refund(
            900, TRIGGERED, List.of(new Refund.Line(5000, 1, 71L, true), new Refund.Line(5000, 1, null, false)));

    private static final OrderVersion VERSION = new OrderVersion(
            500,
            TRIGGERED,
            null,
            List.of(
                    new OrderVersion.LineVersion(5000, 31L, 2, false),
                    new OrderVersion.LineVersion(5001, 32L, 1, true),
                    new OrderVersion.LineVersion(5002, null, 1, true)),
            List.of(REFUND));

    static Stream<Arguments> topics() {
        return Stream.of(
                Arguments.of(
                        "refunds/create",
                        "{'id':900,'order_id':500,'created_at':'" + AT + "','refund_line_items':["
                                + "{'line_item_id':5000,'quantity':1,'restock_type':'return','location_id':71},"
                                + "{'line_item_id':5000,'quantity':1,'restock_type':'no_restock'}]}",
                        new WebhookFact.RefundSeen(500, REFUND)),
                Arguments.of(
                        "orders/edited",
                        "{'order_edit':{'id':1,'order_id':500,'committed_at':'" + AT + "','line_items':{"
                                + "'additions':[{'id':5000,'delta':1},{'id':5000,'delta':2}],'removals':[]}}}",
                        new WebhookFact.EditSeen(new Edit(1, 500, TRIGGERED, Map.of(5000L, 3)))),
                Arguments.of(
                        "inventory_levels/update",
                        "{'inventory_item_id':11,'location_id':71,'available':-4,'updated_at':'" + AT + "'}",
                        new WebhookFact.LevelSeen(11, 71, Observation.at(TRIGGERED, -4L))),
                Arguments.of(
                        "inventory_levels/connect",
                        "{'inventory_item_id':11,'location_id':71,'available':null,'updated_at':'" + AT + "'}",
                        new WebhookFact.LevelSeen(11, 71, Observation.at(TRIGGERED, null))),
                Arguments.of(
                        "inventory_levels/disconnect",
                        "{'inventory_item_id':11,'location_id':71}",
                        new WebhookFact.LevelSeen(11, 71, Observation.gone(TRIGGERED))),
                Arguments.of(
                        "inventory_items/update",
                        "{'id':11,'sku':'s','tracked':false,'updated_at':'" + AT + "'}",
                        new WebhookFact.ItemSeen(11, new Register<>(TRIGGERED, "s"), new Register<>(TRIGGERED, false))),
                Arguments.of("inventory_items/delete", "{'id':11}", new WebhookFact.ItemDeleted(11, TRIGGERED)),
                Arguments.of(
                        "products/update",
                        "{'id':1,'updated_at':'" + AT + "','variants':["
                                + "{'id':31,'inventory_item_id':11,'sku':null},{'id':32,'inventory_item_id':null}]}",
                        new WebhookFact.ProductSeen(
                                List.of(new WebhookFact.ProductSeen.Variant(31, 11, new Register<>(TRIGGERED, null))))),
                Arguments.of("locations/delete", "{'id':71}", new WebhookFact.LocationClosed(71, TRIGGERED)),
                Arguments.of(
                        "locations/deactivate",
                        "{'id':71,'updated_at':'" + AT + "'}",
                        new WebhookFact.LocationClosed(71, TRIGGERED)),
                Arguments.of("customers/update", "not read", new WebhookFact.NoStockMeaning()));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void a_body_is_read_by_its_topic(String topic, String body, WebhookFact expected) {
        assertThat(read(topic, body.replace('\'', '"'))).isEqualTo(expected);
    }

    @Test
    void an_order_that_bears_the_time_of_its_cancellation_is_cancelled() {
        String body = ORDER.replace('\'', '"').replaceFirst("\\{", "{\"cancelled_at\":\"" + AT + "\",");

        assertThat(read("orders/cancelled", body))
                .isInstanceOfSatisfying(
                        WebhookFact.OrderSeen.class,
                        seen -> assertThat(seen.version().cancelled()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "updated", "cancelled", "fulfilled", "partially_fulfilled", "paid"})
    void every_order_topic_holds_the_whole_order(String topic) {
        assertThat(read("orders/" + topic, ORDER.replace('\'', '"'))).isEqualTo(new WebhookFact.OrderSeen(VERSION));
    }

    @Test
    void a_body_without_a_time_has_that_of_its_header_or_else_of_its_record() {
        byte[] body = "{\"id\":71}".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.read("locations/delete", body, Optional.empty(), 5_999))
                .isEqualTo(new WebhookFact.LocationClosed(71, 5));
    }

    @Test
    void what_cannot_be_read_is_told_without_a_word_of_the_body() {
        String secret = "jane@example.com";
        for (String body : List.of(
                "{\"id\":\"" + secret + "\"}",
                "{\"id\":1,\"updated_at\":\"" + secret + "\",\"line_items\":[]}",
                "{\"id\":1,\"line_items\":\"" + secret + "\"}",
                "{\"id\":1 " + secret,
                secret)) {
            assertThatThrownBy(() -> read("orders/create", body))
                    .isInstanceOf(MalformedFactException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("jane")
                    .hasMessageNotContaining("example");
        }
    }

    @Test
    void a_figure_beyond_what_shopify_can_hold_is_malformed() {
        assertThatThrownBy(() -> read(
                        "inventory_levels/update",
                        "{\"inventory_item_id\":11,\"location_id\":71,\"available\":5000000000,\"updated_at\":\"" + AT
                                + "\"}"))
                .isInstanceOf(MalformedFactException.class);
    }
}
