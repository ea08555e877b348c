package io.stocktide.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.config.SimulatorConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final long TWO_TO_53 = 1L << 53;

    private final List<Item> items = items(SimulatorConfig.builder().skus(200).build());

    private static List<Item> items(SimulatorConfig config) {
        try (Simulator simulator = new Simulator(config)) {
            return simulator.items(Bench.SHOP);
        }
    }

    @Test
    void someIdsPassWhatADoubleCanHold() {
        assertThat(items).anyMatch(item -> item.id() > TWO_TO_53).anyMatch(item -> item.id() < TWO_TO_53);
        assertThat(items.stream().map(Item::id).distinct()).hasSize(200);
    }

    @Test
    void aFewItemsAreUntrackedGiftCardsSingleLocationOrShareASku() {
        assertThat(items.stream().filter(item -> !item.tracked()).count()).isBetween(4L, 20L);
        assertThat(items.stream().filter(item -> item.sale().giftCard()))
                .isNotEmpty()
                .noneMatch(Item::tracked);
        assertThat(items).anyMatch(item -> item.levels().size() == 1);
        assertThat(items.stream().map(Item::sku).distinct().count()).isLessThan(200);
    }

    @Test
    void theSameSeedLaysOutTheSameShop() {
        List<Item> again = items(SimulatorConfig.builder().skus(200).build());

        assertThat(again)
                .extracting(Item::id, Item::sku)
                .isEqualTo(items.stream()
                        .map(item -> org.assertj.core.groups.Tuple.tuple(item.id(), item.sku()))
                        .toList());
    }
}
