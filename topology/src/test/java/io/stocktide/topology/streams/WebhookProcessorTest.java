package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.at;
import static io.stocktide.topology.streams.TestShop.orderBody;
import static io.stocktide.topology.streams.TestShop.refundBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Lookup;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookProcessorTest {
    private static final long ITEM = 9_007_199_254_740_993L; // 2^53 + 1: a double would lose it.
    private static final long VARIANT = 31;
    private static final long HERE = 71;
    private static final long THERE = 72;

    private final TestShop shop = new TestShop();

    @AfterEach
    void ledgerSumsToBalanceAndClose() {
        assertThat(shop.ledgerSum(ITEM)).isEqualTo(shop.balance(ITEM));
        shop.close();
    }

    @Test
    void a_level_update_sets_the_stock() {
        shop.level(ITEM, HERE, 10, 1);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void an_older_level_update_changes_nothing() {
        shop.level(ITEM, HERE, 10, 5).level(ITEM, HERE, 99, 4);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void of_two_level_updates_in_one_second_the_lower_holds_in_either_order() {
        shop.level(ITEM, HERE, 10, 5).level(ITEM, HERE, 8, 5).level(ITEM, HERE, 9, 5);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void an_order_lowers_the_stock_before_its_level_update_arrives() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
        assertThat(shop.stock(ITEM, HERE).unsettled()).isEqualTo(-2);
    }

    @Test
    void an_order_and_the_level_update_it_causes_count_once() {
        shop.variant(VARIANT, ITEM, "sku")
                .level(ITEM, HERE, 10, 1)
                .order(500, 3, VARIANT, 2)
                .level(ITEM, HERE, 8, 4);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
        assertThat(shop.stock(ITEM, HERE).unsettled()).isZero();
    }

    @Test
    void an_order_and_the_level_update_it_causes_count_once_when_the_update_comes_first() {
        shop.variant(VARIANT, ITEM, "sku")
                .level(ITEM, HERE, 10, 1)
                .level(ITEM, HERE, 8, 4)
                .order(500, 3, VARIANT, 2);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void an_order_in_the_second_of_the_observation_counts_against_it_until_shopify_settles_it() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 8, 3).order(500, 3, VARIANT, 2);
        assertThat(shop.available(ITEM, HERE)).isEqualTo(6);

        shop.level(ITEM, HERE, 8, 4);
        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void a_doubt_that_does_not_settle_by_itself_is_asked_about() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 8, 3).order(500, 3, VARIANT, 2);
        shop.pass(Duration.ofSeconds(59));
        assertThat(shop.read(Topics.LOOKUPS)).isEmpty();

        shop.pass(Duration.ofSeconds(2));
        assertThat(shop.read(Topics.LOOKUPS)).singleElement().satisfies(lookup -> {
            assertThat(lookup.inventoryItemId()).isEqualTo(ITEM);
            assertThat(lookup.reason()).isEqualTo(Lookup.Reason.UNSETTLED);
        });
    }

    @Test
    void an_order_of_an_item_at_two_places_counts_until_both_have_been_observed_after_it() {
        shop.variant(VARIANT, ITEM, "sku")
                .level(ITEM, HERE, 10, 1)
                .level(ITEM, THERE, 5, 1)
                .order(500, 3, VARIANT, 2)
                .level(ITEM, HERE, 8, 4);
        assertThat(shop.balance(ITEM)).isEqualTo(11);

        shop.level(ITEM, THERE, 5, 4);
        assertThat(shop.balance(ITEM)).isEqualTo(13);
    }

    @Test
    void the_same_webhook_id_counts_once() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        String body = orderBody(500, 3, VARIANT, 2, "[]");
        shop.webhook("w", "orders/create", body).webhook("w", "orders/create", body);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
        assertThat(shop.count("stocktide.webhook.verdicts", "verdict", "duplicate"))
                .isEqualTo(1);
    }

    @Test
    void the_same_order_under_two_webhook_ids_counts_once() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        shop.order(500, 3, VARIANT, 2).order(500, 3, VARIANT, 2);

        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void an_order_before_its_product_waits_and_asks_and_then_moves() {
        shop.level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
        shop.pass(Duration.ofSeconds(1));
        assertThat(shop.read(Topics.LOOKUPS))
                .singleElement()
                .extracting(Lookup::variantId)
                .isEqualTo(VARIANT);

        shop.variant(VARIANT, ITEM, "sku");
        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void a_refund_before_its_order_waits_in_it() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        shop.webhook("refunds/create", refundBody(900, 500, 6, 1, HERE));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);

        shop.order(500, 3, VARIANT, 2);
        assertThat(shop.balance(ITEM)).isEqualTo(9);
    }

    @Test
    void a_refund_within_its_order_and_by_itself_counts_once() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        String refund = refundBody(900, 500, 6, 1, HERE);
        shop.webhook("orders/updated", orderBody(500, 6, VARIANT, 2, "[" + refund + "]"));
        shop.webhook("refunds/create", refund);

        assertThat(shop.balance(ITEM)).isEqualTo(9);
    }

    @Test
    void an_edit_adds_units_once_whether_or_not_the_order_comes_after_it() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1).order(500, 3, VARIANT, 2);
        shop.webhook(
                "orders/edited",
                ("{\"order_edit\":{\"id\":1,\"order_id\":500,\"committed_at\":\"%s\",\"line_items\":"
                                + "{\"additions\":[{\"id\":5000,\"delta\":1}],\"removals\":[]}}}")
                        .formatted(at(5)));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);

        shop.webhook("orders/updated", orderBody(500, 5, VARIANT, 3, "[]"));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(7);
    }

    @Test
    void a_late_first_version_of_an_order_does_not_count_it_twice() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 8, 7);
        shop.webhook("orders/paid", orderBody(500, 9, VARIANT, 2, "[]"));
        assertThat(shop.available(ITEM, HERE)).isEqualTo(6);

        shop.order(500, 3, VARIANT, 2);
        assertThat(shop.available(ITEM, HERE)).isEqualTo(8);
    }

    @Test
    void an_untracked_line_moves_nothing() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        shop.webhook("orders/create", orderBody(500, 3, VARIANT, 2, "[]").replace("\"shopify\"", "null"));

        assertThat(shop.available(ITEM, HERE)).isEqualTo(10);
    }

    @Test
    void a_disconnected_level_is_gone() {
        shop.level(ITEM, HERE, 10, 1).pass(Duration.ofSeconds(5));
        shop.webhook(
                "inventory_levels/disconnect", "{\"inventory_item_id\":%d,\"location_id\":%d}".formatted(ITEM, HERE));

        assertThat(shop.stock(ITEM, HERE)).isNull();
        assertThat(shop.balance(ITEM)).isZero();
    }

    @Test
    void a_level_at_a_deactivated_location_is_gone() {
        shop.level(ITEM, HERE, 10, 1).level(ITEM, THERE, 4, 1);
        shop.webhook("locations/deactivate", "{\"id\":%d,\"updated_at\":\"%s\"}".formatted(HERE, at(5)));

        assertThat(shop.stock(ITEM, HERE)).isNull();
        assertThat(shop.balance(ITEM)).isEqualTo(4);
    }

    @Test
    void the_ledger_names_the_webhook_and_the_order() {
        shop.variant(VARIANT, ITEM, "sku").level(ITEM, HERE, 10, 1);
        shop.webhook("w-order", "orders/create", orderBody(500, 3, VARIANT, 2, "[]"));

        assertThat(shop.ledger()).last().satisfies(entry -> {
            assertThat(entry.cause().id()).isEqualTo("w-order");
            assertThat(entry.cause().orderId()).isEqualTo(500);
            assertThat(entry.rows()).singleElement().satisfies(row -> {
                assertThat(row.quantity()).isEqualTo(-2);
                assertThat(row.balanceAfter()).isEqualTo(8);
            });
        });
    }

    @Test
    void a_level_that_is_heard_of_only_after_its_location_was_closed_is_gone_unless_it_is_newer() {
        shop.webhook(
                "w-closed", "locations/deactivate", "{\"id\":%d,\"updated_at\":\"%s\"}".formatted(99, TestShop.at(9)));
        shop.level(ITEM, 99, 5, 8);
        assertThat(shop.stock(ITEM, 99)).isNull();

        shop.level(ITEM, 99, 5, 10);
        assertThat(shop.available(ITEM, 99)).isEqualTo(5);
    }

    @Test
    void closing_a_location_closes_it_for_more_items_than_are_closed_at_once() {
        shop.level(ITEM, 71, 5, 1);
        for (long itemId = 1000; itemId < 2100; itemId++) {
            shop.level(itemId, 99, 5, 1);
        }
        shop.webhook(
                "w-closed", "locations/deactivate", "{\"id\":%d,\"updated_at\":\"%s\"}".formatted(99, TestShop.at(9)));

        assertThat(shop.stock(1000, 99)).isNull();
        assertThat(shop.stock(1999, 99)).isNull();
        assertThat(shop.stock(2099, 99)).isNull();
    }
}
