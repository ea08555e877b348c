package io.stocktide.topology.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.stock.Movement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final long VARIANT = 31;
    private static final long ITEM = 11;

    private static OrderVersion version(long second, int quantity, Refund... refunds) {
        return new OrderVersion(
                500,
                second,
                null,
                List.of(new OrderVersion.LineVersion(1, VARIANT, quantity, false)),
                List.of(refunds));
    }

    private static Refund refund(long id, long second, int quantity, boolean restocked) {
        return new Refund(id, second, List.of(new Refund.Line(1, quantity, 71L, restocked)));
    }

    private static Set<Movement> movements(List<Consumer<Order>> seen) {
        Order order = Order.of(500);
        seen.forEach(each -> each.accept(order));
        order.resolve(variant -> ITEM);
        return new HashSet<>(order.movements());
    }

    private static long net(Set<Movement> movements) {
        return movements.stream().mapToLong(Movement::quantity).sum();
    }

    @Test
    void what_is_seen_of_an_order_moves_the_same_in_any_order_and_however_often() {
        Refund first = refund(1, 7, 1, true);
        Refund second = refund(2, 9, 1, false);
        List<Consumer<Order>> life = new ArrayList<>(List.of(
                order -> order.merge(version(5, 2)),
                order -> order.merge(version(7, 2, first)),
                order -> order.merge(new Edit(1, 500, 8, Map.of(1L, 3))),
                order -> order.merge(version(8, 5, first)),
                order -> order.merge(first),
                order -> order.merge(second),
                order -> order.merge(version(9, 5, first, second))));
        Set<Movement> inOrder = movements(life);
        assertThat(net(inOrder)).isEqualTo(-4);

        long seed = Long.getLong("seed", 20261121L);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Consumer<Order>> shuffled = new ArrayList<>(life);
            shuffled.addAll(life.subList(0, random.nextInt(life.size())));
            Collections.shuffle(shuffled, random);
            assertThat(movements(shuffled)).as("seed %d, round %d", seed, round).isEqualTo(inOrder);
        }
    }

    @Test
    void the_earliest_version_that_held_a_quantity_dates_it() {
        assertThat(movements(List.of(order -> order.merge(version(9, 2)), order -> order.merge(version(5, 2)))))
                .containsExactly(new Movement(ITEM, null, 5, -2, LedgerRow.Kind.ORDER));
    }

    @Test
    void what_is_refunded_without_restock_moves_nothing_back() {
        assertThat(net(movements(
                        List.of(order -> order.merge(version(5, 2)), order -> order.merge(refund(1, 7, 1, false))))))
                .isEqualTo(-2);
    }

    @Test
    void a_refund_alone_waits_for_its_order() {
        assertThat(movements(List.of(order -> order.merge(refund(1, 7, 1, true)))))
                .isEmpty();
    }

    @Test
    void a_gift_card_moves_nothing() {
        OrderVersion.LineVersion card = new OrderVersion.LineVersion(1, VARIANT, 2, true);

        assertThat(movements(List.of(order -> order.merge(new OrderVersion(500, 5, null, List.of(card), List.of())))))
                .isEmpty();
    }
}
