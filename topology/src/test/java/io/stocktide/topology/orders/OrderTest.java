package io.stocktide.topology.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.stock.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final long LINE = 5000;
    private static final long VARIANT = 31;
    private static final long ITEM = 11;
    private static final long HERE = 71;

    private final Order order = Order.of(500);

    private static OrderVersion version(long second, int quantity, Refund... refunds) {
        return new OrderVersion(500, second, null, List.of(line(quantity)), List.of(refunds));
    }

    private static OrderVersion.LineVersion line(int quantity) {
        return new OrderVersion.LineVersion(LINE, VARIANT, quantity, false);
    }

    private static Refund refund(long id, long second, int quantity, boolean restocked) {
        return new Refund(id, second, List.of(new Refund.Line(LINE, quantity, HERE, restocked)));
    }

    private static List<Movement> movements(Order order) {
        order.resolve(variantId -> ITEM);
        return order.movements();
    }

    private static Movement taken(long second, long quantity) {
        return new Movement(ITEM, null, second, quantity, LedgerRow.Kind.ORDER);
    }

    private static Movement restocked(long second, long quantity) {
        return new Movement(ITEM, HERE, second, quantity, LedgerRow.Kind.RESTOCK);
    }

    @Test
    void an_order_takes_its_units_at_its_earliest_version() {
        order.merge(version(9, 2));
        order.merge(version(3, 2));

        assertThat(movements(order)).containsExactly(taken(3, -2));
    }

    @Test
    void a_line_that_an_edit_adds_counts_once_where_an_older_version_lacks_it() {
        order.merge(new OrderVersion(500, 3, null, List.of(), List.of()));
        order.merge(version(9, 1));
        order.merge(new Edit(1, 500, 9, Map.of(LINE, 1)));

        assertThat(movements(order)).containsExactly(taken(9, -1));
    }

    @Test
    void a_line_grows_at_the_first_version_that_holds_more() {
        order.merge(version(3, 2));
        order.merge(version(9, 5));

        assertThat(movements(order)).containsExactlyInAnyOrder(taken(3, -2), taken(9, -3));
    }

    @Test
    void a_refund_before_its_order_waits_in_it() {
        order.merge(refund(900, 6, 1, true));
        assertThat(movements(order)).isEmpty();

        order.merge(version(3, 2));
        assertThat(movements(order)).containsExactlyInAnyOrder(taken(3, -2), restocked(6, 1));
    }

    @Test
    void a_refund_that_is_not_restocked_puts_nothing_back() {
        order.merge(version(3, 2, refund(900, 6, 1, false)));

        assertThat(movements(order)).containsExactly(taken(3, -2));
    }

    @Test
    void an_edit_counts_until_a_version_that_is_newer_tells_it_itself() {
        order.merge(version(3, 2));
        order.merge(new Edit(1, 500, 5, Map.of(LINE, 1)));
        assertThat(movements(order)).containsExactlyInAnyOrder(taken(3, -2), taken(5, -1));

        order.merge(version(6, 3));
        assertThat(movements(order)).containsExactlyInAnyOrder(taken(3, -2), taken(6, -1));
    }

    @Test
    void an_edit_in_the_second_of_a_version_that_does_not_hold_it_counts() {
        order.merge(version(5, 2));
        order.merge(new Edit(1, 500, 5, Map.of(LINE, 1)));

        assertThat(movements(order)).containsExactlyInAnyOrder(taken(5, -2), taken(5, -1));
    }

    @Test
    void an_edit_in_the_second_of_a_version_that_holds_it_counts_once() {
        order.merge(version(3, 2));
        order.merge(new Edit(1, 500, 5, Map.of(LINE, 1)));
        order.merge(version(5, 3));

        assertThat(movements(order)).containsExactlyInAnyOrder(taken(3, -2), taken(5, -1));
    }

    @Test
    void a_line_without_stock_moves_nothing_and_asks_nothing() {
        order.merge(new OrderVersion(
                500, 3, null, List.of(new OrderVersion.LineVersion(LINE, VARIANT, 2, true)), List.of()));

        assertThat(order.unresolvedVariants()).isEmpty();
        assertThat(movements(order)).isEmpty();
    }

    @Test
    void a_till_order_names_its_location() {
        order.merge(new OrderVersion(500, 3, HERE, List.of(line(2)), List.of()));

        assertThat(movements(order)).containsExactly(new Movement(ITEM, HERE, 3, -2, LedgerRow.Kind.ORDER));
    }

    @Test
    void any_order_of_versions_refunds_and_edits_gives_the_same_movements() {
        Seeds.forEach(300, random -> {
            List<Consumer<Order>> seen = life(random);
            Order one = Order.of(500);
            seen.forEach(each -> each.accept(one));
            Order other = Order.of(500);
            Seeds.shuffled(seen, random).forEach(each -> each.accept(other));

            assertThat(movements(other)).containsExactlyInAnyOrderElementsOf(movements(one));
        });
    }

    /** Versions of a growing line, edits and refunds, with ties of a second among them. */
    private static List<Consumer<Order>> life(Random random) {
        List<Consumer<Order>> seen = new ArrayList<>();
        List<Refund> refunds = new ArrayList<>();
        long second = 3;
        int quantity = 1 + random.nextInt(3);
        for (int i = 0; i < 8; i++) {
            second += random.nextInt(2);
            switch (random.nextInt(3)) {
                case 0 -> {
                    int added = 1 + random.nextInt(2);
                    quantity += added;
                    Edit edit = new Edit(i, 500, second, Map.of(LINE, added));
                    seen.add(order -> order.merge(edit));
                }
                case 1 -> {
                    Refund refund = refund(900 + i, second, 1, random.nextBoolean());
                    refunds.add(refund);
                    seen.add(order -> order.merge(refund));
                }
                default -> {
                    OrderVersion version = version(second, quantity, refunds.toArray(Refund[]::new));
                    seen.add(order -> order.merge(version));
                }
            }
        }
        return seen;
    }
}
