package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InputPositionsTest {
    private static final String POSITION = "\u0004channel-events";

    private final TestShop shop = new TestShop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatever_becomes_of_a_record_the_state_contains_it() {
        assertThat(shop.positions()).containsExactly(-1, -1, -1, -1);

        shop.level(11, 71, 10, 1).event(sale("once"));
        assertThat(shop.positions()).containsExactly(-1, 0, -1, -1);
        shop.pass(Duration.ofMillis(50));
        assertThat(shop.positions()).containsExactly(0, 0, -1, -1);

        // A repeat.
        shop.event(sale("once"));
        assertThat(shop.positions()).containsExactly(0, 1, -1, -1);

        // A dead letter.
        shop.webhook("orders/create", "not json").pass(Duration.ofMillis(50));
        assertThat(shop.positions()).containsExactly(1, 1, -1, -1);

        // A control record.
        shop.fence("none-that-is-known");
        shop.pass(Duration.ofMillis(50));
        assertThat(shop.positions()).containsExactly(2, 2, 0, 0);
    }

    @Test
    void a_copy_never_claims_what_it_is_still_to_be_given() {
        shop.level(11, 71, 10, 1);
        shop.written(Stores.SHOP_STATE);

        shop.event(sale("a")).event(sale("b"));

        List<String> written = shop.written(Stores.SHOP_STATE);
        assertThat(written).filteredOn(POSITION::equals).hasSize(2);
        assertThat(written.get(written.size() - 1)).isEqualTo(POSITION);
        assertThat(written.subList(0, written.size() - 1)).anyMatch(key -> key.startsWith(TestShop.SHOP));
    }

    @Test
    void each_stores_changelog_has_a_record_before_anything_has_come() {
        shop.pass(Duration.ofSeconds(2));

        assertThat(Stores.NAMES)
                .allSatisfy(store -> assertThat(shop.written(store)).isNotEmpty());
    }

    @Test
    void a_changelog_that_expires_gets_a_record_before_it_has() {
        shop.pass(Duration.ofSeconds(2));
        List.of(Stores.SEEN_EVENTS, Stores.SEEN_WEBHOOKS).forEach(shop::written);

        shop.pass(Duration.ofHours(12));

        assertThat(shop.written(Stores.SEEN_WEBHOOKS)).isNotEmpty();
        assertThat(shop.written(Stores.SEEN_EVENTS)).isNotEmpty();
    }

    @Test
    void the_first_entries_let_no_id_expire_before_its_time() {
        shop.pass(Duration.ofDays(40));
        shop.level(11, 71, 10, 1).event(sale("once"));
        shop.pass(Duration.ofHours(13)).event(sale("once"));

        assertThat(shop.available(11, 71)).isEqualTo(9);
    }

    private static ChannelEvent sale(String key) {
        return new ChannelEvent(
                key,
                ChannelEvent.Type.SALE,
                "pos",
                TestShop.START,
                List.of(new ChannelLine(null, 11L, 71, null, 1)),
                null);
    }
}
