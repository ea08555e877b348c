package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.Erasure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplianceTest {
    private static final long CUSTOMER_ID = 9_007_199_254_740_993L; // 2^53 + 1: a double would lose it.
    private static final String CUSTOMER = "\"shop_id\":1,\"shop_domain\":\"" + SHOP + "\",\"customer\":{\"id\":"
            + CUSTOMER_ID + ",\"email\":\"jane@example.com\",\"phone\":\"+15556251199\"}";
    private static final String REDACT = "{" + CUSTOMER + ",\"orders_to_redact\":[500,501]}";
    private static final String DATA = "{" + CUSTOMER + ",\"orders_requested\":[500],\"data_request\":{\"id\":9999}}";
    private static final String SHOP_BODY = "{\"shop_id\":1,\"shop_domain\":\"" + SHOP + "\"}";
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int ENOUGH_STEPS = 100;

    private final TestShop shop = new TestShop();

    @AfterEach
    void close() {
        shop.close();
    }

    private void finishErasing() {
        for (int i = 0; i < ENOUGH_STEPS; i++) {
            shop.pass(STEP);
        }
    }

    @Test
    void a_customers_erasure_is_asked_for_by_ids_alone_and_moves_no_stock() {
        shop.variant(31, 11, "sku").level(11, 71, 10, 1).order(500, 3, 31, 2);

        shop.webhook("w-redact", "customers/redact", REDACT);

        Erasure.Kind kind = Erasure.Kind.CUSTOMER_REDACT;
        List<Long> orders = List.of(500L, 501L);
        assertThat(shop.read(Topics.ERASURES))
                .containsExactly(new Erasure(SHOP, "w-redact", kind, CUSTOMER_ID, orders, null, 0, 3, TestShop.START));
        assertThat(shop.available(11, 71)).isEqualTo(8);
        assertThat(shop.count("stocktide.webhook.verdicts", "verdict", "compliance"))
                .isEqualTo(1);
    }

    @Test
    void a_request_for_data_names_the_request() {
        shop.webhook("customers/data_request", DATA);

        assertThat(shop.read(Topics.ERASURES)).singleElement().satisfies(asked -> {
            assertThat(asked.kind()).isEqualTo(Erasure.Kind.CUSTOMER_DATA);
            assertThat(asked.dataRequestId()).isEqualTo(9999);
            assertThat(asked.orderIds()).containsExactly(500L);
        });
    }

    @Test
    void a_repeat_of_a_customers_request_is_asked_again_since_it_names_the_customer_again() {
        shop.webhook("w-1", "customers/redact", REDACT).webhook("w-1", "customers/redact", REDACT);

        assertThat(shop.read(Topics.ERASURES)).extracting(Erasure::offset).containsExactly(0L, 1L);
    }

    @Test
    void a_repeat_of_a_shops_erasure_does_not_erase_what_came_after_the_first() {
        shop.webhook("w-1", "shop/redact", SHOP_BODY);
        finishErasing();
        shop.level(11, 71, 10, 1);

        shop.webhook("w-1", "shop/redact", SHOP_BODY);
        finishErasing();

        assertThat(shop.available(11, 71)).isEqualTo(10);
        assertThat(shop.read(Topics.ERASURES)).hasSize(1);
    }

    @Test
    void a_request_about_another_shop_than_the_header_names_becomes_a_dead_letter() {
        shop.level(11, 71, 10, 1);

        shop.webhook("shop/redact", "{\"shop_id\":1,\"shop_domain\":\"other.myshopify.com\"}");
        finishErasing();

        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .satisfies(letter -> assertThat(letter.cause()).isEqualTo("wrong_shop"));
        assertThat(shop.available(11, 71)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"customer\":null}", "{\"customer\":{\"id\":\"x\"}}", "nonsense"})
    void a_request_that_names_nobody_becomes_a_dead_letter(String body) {
        shop.webhook("customers/redact", body);

        assertThat(shop.read(Topics.DEAD_LETTERS)).hasSize(1);
        assertThat(shop.read(Topics.ERASURES)).isEmpty();
    }

    @Test
    void an_erased_shop_leaves_no_key_in_the_stores_and_no_level_on_the_topic() {
        liveALittle();
        assertThat(shop.keysWith(SHOP)).hasSizeGreaterThan(12);

        shop.webhook("shop/redact", SHOP_BODY);
        finishErasing();

        assertThat(shop.keysWith(SHOP)).isEmpty();
        assertThat(shop.stock(11, 71)).isNull();
        assertThat(shop.stock(11, 72)).isNull();
        assertThat(shop.read(Topics.ERASURES)).extracting(Erasure::kind).containsExactly(Erasure.Kind.SHOP_REDACT);
    }

    /** Leaves an entry of most kinds: waiting orders, questions, parked lines, queued deltas, a flight, rows. */
    private void liveALittle() {
        shop.variant(31, 11, "sku").level(11, 71, 10, 1).level(11, 72, 5, 1);
        shop.order(500, 3, 31, 2).order(501, 4, 32, 1);
        ChannelLine known = new ChannelLine("sku", null, 71, null, -1);
        ChannelLine unknown = new ChannelLine("never-seen", null, 71, null, -1);
        for (int i = 0; i < 3; i++) {
            shop.event(new ChannelEvent(
                    "e-" + i, ChannelEvent.Type.ADJUSTMENT, "pos", TestShop.START, List.of(known, unknown)));
        }
    }

    @ParameterizedTest
    // Of those that begin alike, one sorts before this shop's slash and one behind it.
    @ValueSource(strings = {SHOP + "-2", SHOP + "0", "a-shop"})
    void a_shop_whose_name_begins_alike_is_left_alone(String other) {
        String level = "{\"inventory_item_id\":11,\"location_id\":71,\"available\":7,\"updated_at\":\"%s\"}"
                .formatted(TestShop.at(1));
        shop.webhookWithKey(Keys.of(other, "w"), "inventory_levels/update", level.getBytes(StandardCharsets.UTF_8));
        shop.level(11, 71, 10, 1);
        List<String> before = shop.keysWith(other + "/");
        assertThat(before).isNotEmpty();

        shop.webhook("shop/redact", SHOP_BODY);
        finishErasing();

        assertThat(shop.keysWith(other + "/")).isEqualTo(before);
        assertThat(shop.keysWith(SHOP + "/")).isEmpty();
    }

    @Test
    void a_big_shop_is_erased_in_steps_so_that_no_transaction_grows_with_it() {
        for (int item = 0; item < 2_500; item++) {
            shop.level(item, 71, 1, 1);
        }
        int before = shop.keysWith(SHOP).size();

        shop.webhook("shop/redact", SHOP_BODY).pass(STEP);
        assertThat(before - shop.keysWith(SHOP).size()).isBetween(900, 1_000);

        finishErasing();
        assertThat(shop.keysWith(SHOP)).isEmpty();
    }

    @Test
    void what_an_erased_shop_sends_later_are_new_facts() {
        shop.variant(31, 11, "sku").level(11, 71, 10, 100).order(500, 103, 31, 2);
        shop.webhook("shop/redact", SHOP_BODY);
        finishErasing();

        shop.level(11, 71, 4, 1);

        assertThat(shop.available(11, 71)).isEqualTo(4);
        assertThat(shop.stock(11, 71).unsettled()).isZero();
    }
}
