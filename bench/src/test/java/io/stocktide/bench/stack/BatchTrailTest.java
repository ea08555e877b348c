package io.stocktide.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.bench.stack.BatchTrail.Formed;
import org.junit.jupiter.api.Test;

class BatchTrailTest {
    private static final String SHOP = "shop-1.myshopify.com";
    private static final Formed FIRST = new Formed("first", 1_000);
    private static final Formed SECOND = new Formed("second", 2_000);

    private final BatchTrail trail = new BatchTrail();

    @Test
    void a_sale_is_in_the_first_batch_of_its_level_that_goes_through_its_offset() {
        trail.formed(SHOP, 7, 20, SECOND);
        trail.formed(SHOP, 7, 10, FIRST);

        assertThat(trail.of(SHOP, 7, 3)).contains(FIRST);
        assertThat(trail.of(SHOP, 7, 10)).contains(FIRST);
        assertThat(trail.of(SHOP, 7, 11)).contains(SECOND);
        assertThat(trail.of(SHOP, 7, 20)).contains(SECOND);
    }

    @Test
    void a_sale_behind_every_batch_is_in_none() {
        trail.formed(SHOP, 7, 10, FIRST);

        assertThat(trail.of(SHOP, 7, 11)).isEmpty();
    }

    @Test
    void batches_of_other_items_and_shops_are_not_the_sales() {
        trail.formed(SHOP, 8, 10, FIRST);
        trail.formed("shop-2.myshopify.com", 7, 10, SECOND);

        assertThat(trail.of(SHOP, 7, 5)).isEmpty();
    }

    @Test
    void a_batch_that_is_put_to_the_end_was_formed_when_it_was_first_seen() {
        trail.formed(SHOP, 7, 10, FIRST);
        trail.formed(SHOP, 7, 10, new Formed("first", 9_000));

        assertThat(trail.of(SHOP, 7, 10)).contains(FIRST);
    }
}
