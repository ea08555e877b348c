package io.stocktide.simulator;

import static io.stocktide.simulator.Bench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Order;
import io.stocktide.simulator.book.Refund;
import io.stocktide.simulator.book.RestockType;
import io.stocktide.simulator.orders.Units;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderRulesTest {
    private final Bench bench = new Bench(config -> config);
    private final Simulator simulator = bench.simulator;
    private final Item item = bench.item(0);
    private final int before = bench.available(item);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anOrderMovesAvailableOnceAndCommitsTheSame() {
        simulator.createOrder(SHOP, new Units(item.id(), 3));

        assertThat(bench.available(item)).isEqualTo(before - 3);
        assertThat(item.levelAt(bench.firstLocation()).committed()).isEqualTo(3);
        assertThat(simulator.mismatches()).isEmpty();
    }

    @Test
    void anOrderThatTheFirstLocationCannotServeCommitsAtTheNext() {
        simulator.manualEdit(SHOP, item.id(), bench.firstLocation(), 1);

        Order order = simulator.createOrder(SHOP, new Units(item.id(), 2));

        assertThat(order.lines().get(0).allocation().location())
                .isEqualTo(simulator.locations(SHOP).get(1));
    }

    @Test
    void anOrderThatNoLocationCanServeOversellsTheFirst() {
        simulator.locations(SHOP).forEach(l -> simulator.manualEdit(SHOP, item.id(), l.id(), 0));

        simulator.createOrder(SHOP, new Units(item.id(), 2));

        assertThat(bench.available(item)).isEqualTo(-2);
    }

    @Test
    void aPosOrderCommitsWhereItWasRungUp() {
        long second = simulator.locations(SHOP).get(1).id();

        Order order = simulator.createPosOrder(SHOP, second, new Units(item.id(), 1));

        assertThat(order.lines().get(0).allocation().location().id()).isEqualTo(second);
        bench.awaitDelivered();
        assertThat(bench.listener
                        .ofTopic("orders/create")
                        .get(0)
                        .body()
                        .get("location_id")
                        .asLong())
                .isEqualTo(second);
    }

    @Test
    void aCancellationWithRestockGivesBackWhatWasCommitted() {
        Order order = simulator.createOrder(SHOP, new Units(item.id(), 3));

        Refund refund = simulator.cancelOrder(SHOP, order.id(), true);

        assertThat(bench.available(item)).isEqualTo(before);
        assertThat(refund.rows().get(0).restockType()).isEqualTo(RestockType.CANCEL);
        assertThat(refund.rows().get(0).location().id()).isEqualTo(bench.firstLocation());
    }

    @Test
    void aCancellationWithoutRestockMovesNothingInAvailable() {
        Order order = simulator.createOrder(SHOP, new Units(item.id(), 3));

        simulator.cancelOrder(SHOP, order.id(), false);

        assertThat(bench.available(item)).isEqualTo(before - 3);
        assertThat(item.levelAt(bench.firstLocation()).committed()).isZero();
    }

    @Test
    void fulfillingMovesNothingInAvailableAndAReturnRestocksWhereItArrives() {
        long second = simulator.locations(SHOP).get(1).id();
        int atSecond = simulator.available(SHOP, item.id(), second).orElseThrow();
        Order order = simulator.createOrder(SHOP, new Units(item.id(), 2));
        long line = order.lines().get(0).id();

        simulator.fulfil(SHOP, order.id(), Map.of());
        simulator.refund(SHOP, order.id(), Map.of(line, 1), RestockType.RETURN, second);

        assertThat(bench.available(item)).isEqualTo(before - 2);
        assertThat(simulator.available(SHOP, item.id(), second)).hasValue(atSecond + 1);
        assertThat(order.lines().get(0).current()).isEqualTo(1);
        assertThat(simulator.mismatches()).isEmpty();
    }

    @Test
    void anEditThatAddsUnitsCommitsThemAndOneThatRemovesThemLeavesARefundEntry() {
        Order order = simulator.createOrder(SHOP, new Units(item.id(), 1));
        long line = order.lines().get(0).id();

        simulator.editOrder(
                SHOP, order.id(), Map.of(line, 2), new Units(bench.item(1).id(), 1));
        simulator.editOrder(SHOP, order.id(), Map.of(line, -1));

        assertThat(bench.available(item)).isEqualTo(before - 2);
        assertThat(order.lines()).hasSize(2);
        assertThat(order.lines().get(0).quantity()).isEqualTo(3);
        assertThat(order.lines().get(0).current()).isEqualTo(2);
        assertThat(order.refunds()).hasSize(1);
    }

    @Test
    void untrackedItemsMoveNothingAndHaveNullOnTheWire() {
        Item untracked = simulator.items(SHOP).stream()
                .filter(i -> !i.tracked())
                .findFirst()
                .orElseThrow();

        simulator.createOrder(SHOP, new Units(untracked.id(), 5));
        simulator.announce(SHOP);

        bench.awaitDelivered();
        assertThat(simulator.available(SHOP, untracked.id(), bench.firstLocation()))
                .isEmpty();
        var levels = bench.listener.ofTopic("inventory_levels/update").stream()
                .filter(w -> w.body().get("inventory_item_id").asLong() == untracked.id())
                .toList();
        assertThat(levels).isNotEmpty().allMatch(w -> w.body().get("available").isNull());
        var line = bench.listener
                .ofTopic("orders/create")
                .get(0)
                .body()
                .get("line_items")
                .get(0);
        assertThat(line.get("variant_inventory_management").isNull()).isTrue();
    }

    @Test
    void anImpossibleOperationIsRefusedAndChangesNothing() {
        Order order = simulator.createOrder(SHOP, new Units(item.id(), 1));
        long line = order.lines().get(0).id();

        assertThatThrownBy(() -> simulator.refund(SHOP, order.id(), Map.of(line, 1), RestockType.RETURN, null))
                .hasMessageContaining("0 units to refund");
        assertThatThrownBy(() -> simulator.fulfil(SHOP, order.id(), Map.of(line, 2)))
                .hasMessageContaining("1 units to send");
        assertThat(bench.available(item)).isEqualTo(before - 1);
        assertThat(order.refunds()).isEmpty();
    }
}
