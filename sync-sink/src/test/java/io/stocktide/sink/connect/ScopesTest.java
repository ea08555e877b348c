package io.stocktide.sink.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.Shops;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void what_the_shop_has_granted_is_asked_of_shopify() {
        try (Harness harness = new Harness()) {
            harness.shopify.script(Shops.A, AppAnswers.scopes("read_orders", "write_inventory"));

            assertThat(Scopes.granted(harness.reader(Shops.A))).containsExactly("read_orders", "write_inventory");
        }
    }

    @Test
    void a_scope_that_is_missing_is_named() {
        assertThat(Scopes.missing(List.of("read_products", "read_inventory", "write_inventory", "read_locations")))
                .containsExactly("read_orders");
        assertThat(Scopes.missing(List.of("read_products", "read_inventory", "read_locations", "read_orders")))
                .containsExactly("write_inventory");
    }

    @Test
    void leave_to_write_is_leave_to_read() {
        assertThat(Scopes.missing(List.of("write_products", "write_inventory", "write_locations", "write_orders")))
                .isEmpty();
    }
}
