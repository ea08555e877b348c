package io.stocktide.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopLabelsTest {
    private static final List<String> SHOPS =
            IntStream.range(0, 10_000).mapToObj(i -> "shop-" + i).toList();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final ShopLabels labels = new ShopLabels(10, nanos::get);
    private final ShopCounters counters = labels.counters(registry, "seen", "What was seen", "kind", List.of("a", "b"));

    @Test
    void ten_thousand_shops_make_ten_labels_and_one_for_the_others_and_none_is_lost() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            // The few with the greatest numbers are the busiest, and change as time goes on.
            double skew = Math.pow(random.nextDouble(), 3);
            String shop = SHOPS.get((int) (skew * SHOPS.size() + i / 50) % SHOPS.size());
            counters.increment(shop, i % 4 == 0 ? "b" : "a", 1);
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
            if (i % 10_000 == 0) {
                assertThat(shopsOf("seen")).as("seed %d", seed).hasSizeLessThanOrEqualTo(11);
            }
        }

        assertThat(shopsOf("seen")).as("seed %d", seed).hasSize(11).contains(ShopLabels.OTHER);
        assertThat(sum("a")).isEqualTo(150_000);
        assertThat(sum("b")).isEqualTo(50_000);
    }

    @Test
    void nothing_is_lost_where_threads_count_while_labels_change_hands() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            int from = number * 1000;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    counters.increment(SHOPS.get(from + i / 100 % 100), "a", 1);
                    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(sum("a")).isEqualTo(200_000);
        assertThat(shopsOf("seen")).hasSize(11);
    }

    @Test
    void a_shop_that_outgrows_one_with_a_label_takes_its_place_after_the_window() {
        SHOPS.subList(0, 10).forEach(shop -> counters.increment(shop, "a", 1));
        for (int i = 0; i < 100; i++) {
            counters.increment("shop-77", "a", 1);
        }
        assertThat(shopsOf("seen")).doesNotContain("shop-77");

        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        counters.increment("shop-77", "a", 1);
        counters.increment("shop-77", "a", 1);

        assertThat(shopsOf("seen")).contains("shop-77").hasSize(11);
        assertThat(counter("shop-77", "a").count()).isEqualTo(2);
        assertThat(sum("a")).isEqualTo(112);
    }

    @Test
    void a_shop_that_is_no_busier_than_those_with_labels_does_not_take_one() {
        for (int round = 0; round < 50; round++) {
            SHOPS.subList(0, 20).forEach(shop -> counters.increment(shop, "a", 1));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(shopsOf("seen")).isEqualTo(expected(SHOPS.subList(0, 10)));
    }

    @Test
    void a_window_that_ends_as_all_candidates_outweigh_each_other_changes_no_label() {
        SHOPS.stream().limit(110).forEach(shop -> counters.increment(shop, "a", 1));
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());

        counters.increment(SHOPS.get(110), "a", 1);

        assertThat(shopsOf("seen")).hasSize(11).containsAll(SHOPS.subList(0, 10));
        assertThat(sum("a")).isEqualTo(111);
    }

    @Test
    void the_gauge_of_the_others_is_the_sum_of_all_that_have_none_and_unknown_figures_count_for_nothing() {
        ShopGauges.register(
                registry,
                labels,
                "left",
                "What is left",
                () -> SHOPS,
                shop -> shop.equals("shop-9999") ? Double.NaN : 2);
        SHOPS.forEach(shop -> counters.increment(shop, "a", 1));

        assertThat(shopsOf("left")).isEqualTo(shopsOf("seen"));
        assertThat(registry.get("left").tag("shop", "shop-3").gauge().value()).isEqualTo(2);
        assertThat(registry.get("left").tag("shop", ShopLabels.OTHER).gauge().value())
                .isEqualTo(2 * (10_000 - 10 - 1));
    }

    @Test
    void without_labels_all_shops_are_counted_together() {
        ShopCounters none = new ShopLabels(0).counters(registry, "together", "");
        SHOPS.forEach(shop -> none.increment(shop, 1));

        assertThat(shopsOf("together")).containsExactly(ShopLabels.OTHER);
        assertThat(registry.get("together").counter().count()).isEqualTo(10_000);
    }

    @Test
    void a_number_of_labels_that_no_prometheus_would_bear_is_refused() {
        assertThatThrownBy(() -> new ShopLabels(1001)).hasMessageContaining("0 to 1000");
    }

    private Set<String> expected(List<String> shops) {
        Set<String> all = new TreeSet<>(shops);
        all.add(ShopLabels.OTHER);
        return all;
    }

    private Set<String> shopsOf(String name) {
        return registry.find(name).meters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("shop"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Counter counter(String shop, String kind) {
        return registry.get("seen").tag("shop", shop).tag("kind", kind).counter();
    }

    private double sum(String kind) {
        return registry.find("seen").tag("kind", kind).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
