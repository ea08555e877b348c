package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.topology.state.BufferedStore;
import io.stocktide.topology.state.LedgerMismatches;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;

class LedgerAuditTest {
    private static final String GAUGE = "stocktide.ledger.mismatches";

    @Test
    void an_item_whose_balance_changed_without_a_row_is_counted_until_rows_sum_to_it_again() {
        try (TestShop shop = new TestShop()) {
            shop.level(11, 71, 10, 1).level(12, 71, 10, 1);
            assertThat(shop.gauge(GAUGE)).isZero();

            shop.lose(11, 71, 3);
            shop.level(11, 71, 9, 2).level(12, 71, 9, 2);
            assertThat(shop.gauge(GAUGE)).isEqualTo(1);

            shop.lose(11, 71, -3);
            shop.webhook("not-even-json", "inventory_levels/update", "{").level(11, 71, 8, 3);
            assertThat(shop.gauge(GAUGE)).isZero();
        }
    }

    @Test
    void a_task_counts_what_was_found_before_it_came_and_takes_its_count_along() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        TopologyMetrics metrics = new TopologyMetrics(registry);
        MockProcessorContext<String, byte[]> context = contextWithMismatches();
        List<Processor<String, byte[], String, byte[]>> task = new ArrayList<>();
        task.add(new WebhookProcessor(TopologySettings.defaults(), metrics));
        task.add(new SnapshotProcessor(TopologySettings.defaults(), metrics, new ActiveTasks()));

        task.forEach(processor -> processor.init(context));
        assertThat(registry.get(GAUGE).gauge().value()).isEqualTo(2);

        task.forEach(Processor::close);
        assertThat(registry.get(GAUGE).gauge().value()).isZero();
    }

    private static MockProcessorContext<String, byte[]> contextWithMismatches() {
        MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
        KeyValueStore<Bytes, byte[]> shops = memory(Stores.SHOP_STATE, context);
        memory(Stores.HISTORY, context);
        WindowStore<Bytes, byte[]> seen = org.apache.kafka.streams.state.Stores.windowStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryWindowStore(
                                Stores.SEEN_WEBHOOKS,
                                java.time.Duration.ofHours(1),
                                java.time.Duration.ofMillis(1),
                                false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        seen.init(context.getStateStoreContext(), seen);
        context.addStateStore(seen);
        BufferedStore store = new BufferedStore(shops);
        new LedgerMismatches(store).note("a-shop", 11, false);
        new LedgerMismatches(store).note("a-shop", 12, false);
        store.flush();
        return context;
    }

    private static KeyValueStore<Bytes, byte[]> memory(String name, MockProcessorContext<String, byte[]> context) {
        KeyValueStore<Bytes, byte[]> store = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return store;
    }
}
