package io.stocktide.bench.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.ShopPartitioner;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopNamesTest {
    private static int[] shopsOfEach(int partitions, int shops) {
        int[] counts = new int[partitions];
        IntStream.rangeClosed(1, shops)
                .map(shop -> ShopPartitioner.partitionOfShop(OrderBodies.shop(shop), partitions))
                .forEach(partition -> counts[partition]++);
        return counts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 12})
    void each_partition_gets_as_many_of_fifty_shops_as_any_other_but_for_one(int partitions) {
        int[] counts = shopsOfEach(partitions, 50);

        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(50 / partitions, 50 / partitions + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1000})
    void each_shop_has_a_domain_of_its_own(int shops) {
        assertThat(IntStream.rangeClosed(1, shops).mapToObj(OrderBodies::shop).distinct())
                .hasSize(shops);
    }
}
