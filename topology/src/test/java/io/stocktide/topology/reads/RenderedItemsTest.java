package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.rest.AsOf;
import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.LevelStock;
import io.stocktide.schemas.value.StockLevel;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenderedItemsTest {
    private static final AsOf EARLIER = new AsOf(3, 17L, 250L, AsOf.Role.ACTIVE);
    private static final AsOf LATER = new AsOf(3, 18L, 9L, AsOf.Role.STANDBY);
    /** Looks as much like what is filled in as a name can. */
    private static final String SKU = "{\"partition\":-1,\"role\":\"active\"}";

    private final RenderedItems rendered = new RenderedItems();
    private int made;

    @Test
    void what_is_kept_says_of_each_read_when_it_is_of() throws Exception {
        assertThat(render("a-shop", "tag", EARLIER)).isEqualTo(json(item("a-shop", EARLIER)));
        assertThat(render("a-shop", "tag", LATER)).isEqualTo(json(item("a-shop", LATER)));
        assertThat(made).isEqualTo(1);
    }

    @Test
    void two_shops_with_the_same_state_never_get_each_others() throws Exception {
        render("a-shop", "tag", EARLIER);

        assertThat(render("abc", "tag", EARLIER).path("shop").asText()).isEqualTo("abc");
    }

    @Test
    void what_is_kept_is_bounded() throws Exception {
        for (int number = 0; number < 40_000; number++) {
            rendered.render("a-shop", "tag-" + number, EARLIER, asOf -> item("a-shop", asOf));
        }
        render("a-shop", "tag-0", EARLIER);

        assertThat(made).isEqualTo(1);
    }

    private JsonNode render(String shop, String tag, AsOf asOf) throws IOException {
        return Json.mapper().readTree(rendered.render(shop, tag, asOf, gap -> {
            made++;
            return item(shop, gap);
        }));
    }

    private static JsonNode json(ItemStock item) throws IOException {
        return Json.mapper().readTree(Json.mapper().writeValueAsBytes(item));
    }

    private static ItemStock item(String shop, AsOf asOf) {
        List<LevelStock> levels = Stream.of(1L, 2L)
                .map(location -> new StockLevel(
                        shop, 7, location, SKU, 3L, 4L, 0, 0, 0, Instant.EPOCH, StockLevel.Status.IN_SYNC))
                .map(level -> LevelStock.of(level, asOf))
                .toList();
        return new ItemStock(shop, 7, SKU, true, 6L, 0, 0, levels, asOf);
    }
}
