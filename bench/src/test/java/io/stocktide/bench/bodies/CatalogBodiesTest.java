package io.stocktide.bench.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookFact.LevelSeen;
import io.stocktide.topology.webhooks.WebhookFact.ProductSeen;
import io.stocktide.topology.webhooks.WebhookReader;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogBodiesTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00.5Z");

    @Test
    void a_product_tells_the_items_of_the_variants_that_are_ordered() {
        ProductSeen product = (ProductSeen) read(CatalogBodies.PRODUCT_TOPIC, CatalogBodies.product(100, 100, AT));
        assertThat(product.variants()).hasSize(100).first().satisfies(variant -> {
            assertThat(variant.variantId()).isEqualTo(OrderBodies.variantId(100));
            assertThat(variant.itemId()).isEqualTo(OrderBodies.inventoryItemId(100));
            assertThat(variant.sku().value()).isEqualTo(OrderBodies.sku(100));
            assertThat(variant.sku().second()).isEqualTo(AT.getEpochSecond());
        });
    }

    @Test
    void a_level_is_of_the_item_at_the_one_location_as_of_a_second() {
        assertThat(read(CatalogBodies.LEVEL_TOPIC, CatalogBodies.level(7, -3, AT)))
                .isEqualTo(new LevelSeen(
                        OrderBodies.inventoryItemId(7),
                        OrderBodies.LOCATION_ID,
                        Observation.at(AT.getEpochSecond(), -3L)));
    }

    private static WebhookFact read(String topic, byte[] body) {
        return new WebhookReader().read(topic, body, Optional.empty(), 0);
    }
}
