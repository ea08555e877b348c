package io.stocktide.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void every_record_of_a_shop_lies_on_one_partition_whatever_its_topic() {
        int ofWebhook = ShopPartitioner.partitionOfKey(Keys.of("a.myshopify.com", "w-1"), 12);
        int ofLevel = ShopPartitioner.partitionOfKey(Keys.level("a.myshopify.com", 5, 6), 12);

        assertThat(ofWebhook).isEqualTo(ofLevel).isEqualTo(ShopPartitioner.partitionOfShop("a.myshopify.com", 12));
    }

    @Test
    void the_partition_of_a_shop_never_changes_with_a_release() {
        assertThat(ShopPartitioner.partitionOfShop("example.myshopify.com", 12)).isEqualTo(10);
    }

    @Test
    void a_key_without_a_shop_is_refused() {
        assertThatThrownBy(() -> Keys.shopOf("/x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Keys.shopOf("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void topic_names_are_unique_and_inputs_are_among_them() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.all()).containsAll(Topics.inputs());
    }
}
