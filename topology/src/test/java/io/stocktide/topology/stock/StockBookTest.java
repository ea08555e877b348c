package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StockBookTest {
    @Test
    void what_moves_a_whole_shop_is_told_in_records_that_kafka_can_hold() {
        RecordedEffects effects = new RecordedEffects();
        StockBook book = new StockBook(new Facts().next(), new MapShop(), (item, now) -> {});
        for (long itemId = 1; itemId <= 2500; itemId++) {
            book.observe(itemId, Map.of(71L, Observation.at(1, 10L)));
        }
        book.close(effects);

        assertThat(effects.entries()).extracting(entry -> entry.rows().size()).containsExactly(1000, 1000, 500);
        assertThat(effects.rows()).hasSize(2500);
    }
}
