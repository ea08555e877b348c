package io.stocktide.topology.streams;

import static io.stocktide.topology.streams.TestShop.orderBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What died is sent again: it counts at last, and once. */
class RedriveTest {
    private static final String ORDER = orderBody(500, 3, 31, 2, "[]");

    private final TestShop shop = new TestShop();

    RedriveTest() {
        shop.variant(31, 11, "sku").level(11, 71, 10, 1);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** As after a release that can read what the one before could not. */
    private void orderDiesAtFirst() {
        shop.webhook("w-bad", "orders/create", "not json");
        assertThat(shop.read(Topics.DEAD_LETTERS)).hasSize(1);
    }

    private double duplicates() {
        return shop.count("stocktide.webhook.verdicts", "verdict", "duplicate");
    }

    @Test
    void a_webhook_that_died_is_taken_in_again_when_redriven_and_not_when_it_only_comes_again() {
        orderDiesAtFirst();

        shop.webhook("w-bad", "orders/create", ORDER);
        assertThat(shop.available(11, 71)).isEqualTo(10);
        shop.redriven("w-bad", "orders/create", ORDER, 2);
        assertThat(shop.available(11, 71)).isEqualTo(8);
        assertThat(duplicates()).isEqualTo(1);
    }

    @Test
    void a_webhook_redriven_twice_counts_once() {
        orderDiesAtFirst();

        shop.redriven("w-bad", "orders/create", ORDER, 2).redriven("w-bad", "orders/create", ORDER, 3);

        assertThat(shop.available(11, 71)).isEqualTo(8);
        assertThat(duplicates()).isEqualTo(1);
    }

    @Test
    void a_webhook_redriven_twice_counts_once_where_the_clock_of_the_second_is_behind() {
        orderDiesAtFirst();

        shop.passOnTheStream(Duration.ofMinutes(-5)).redriven("w-bad", "orders/create", ORDER, 2);
        shop.passOnTheStream(Duration.ofMinutes(-5)).redriven("w-bad", "orders/create", ORDER, 3);

        assertThat(duplicates()).isEqualTo(1);
    }

    @Test
    void a_webhook_that_did_not_die_is_a_duplicate_when_redriven() {
        shop.webhook("w-good", "orders/create", ORDER).redriven("w-good", "orders/create", ORDER, 2);

        assertThat(duplicates()).isEqualTo(1);
    }

    @Test
    void what_dies_again_says_how_often_it_was_tried_and_may_be_redriven_again() {
        orderDiesAtFirst();

        shop.redriven("w-bad", "orders/create", "still not json", 2);
        assertThat(shop.read(Topics.DEAD_LETTERS))
                .singleElement()
                .extracting(DeadLetter::attempts)
                .isEqualTo(2);

        shop.redriven("w-bad", "orders/create", ORDER, 3);
        assertThat(shop.available(11, 71)).isEqualTo(8);
    }

    @Test
    void a_refused_line_that_is_sent_again_under_a_key_of_its_own_counts_once_however_often() {
        ChannelLine line = new ChannelLine("late-sku", null, 71, null, 3);
        shop.event(sale("pos-1", line)).pass(Duration.ofHours(25)).pass(Duration.ofSeconds(2));
        assertThat(shop.read(Topics.DEAD_LETTERS)).hasSize(1);
        shop.variant(32, 12, "late-sku").level(12, 71, 10, 2);

        shop.event(sale("redrive/0-0", line)).event(sale("redrive/0-0", line));

        assertThat(shop.available(12, 71)).isEqualTo(7);
    }

    private static ChannelEvent sale(String key, ChannelLine line) {
        return new ChannelEvent(key, ChannelEvent.Type.SALE, "pos", TestShop.START, List.of(line));
    }
}
