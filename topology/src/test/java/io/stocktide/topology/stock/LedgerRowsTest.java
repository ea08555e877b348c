package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LedgerRowsTest {
    private static final long ITEM = 11;
    private static final long HERE = 71;
    private static final long THERE = 72;

    private final Facts facts = new Facts();
    private final MapShop shop = new MapShop();
    private final RecordedEffects effects = new RecordedEffects();

    private void book(Consumer<StockBook> posting) {
        StockBook book = new StockBook(facts.next(), shop, (item, now) -> {});
        posting.accept(book);
        book.close(effects);
    }

    private static Consumer<StockBook> any(Random random) {
        long place = random.nextBoolean() ? HERE : THERE;
        long second = random.nextInt(6);
        long quantity = random.nextInt(9) - 4L;
        Long maybePlace = random.nextInt(3) == 0 ? place : null;
        Observation seen = random.nextInt(6) == 0 ? Observation.gone(second) : Observation.at(second, 10 + quantity);
        List<Movement> moved = List.of(new Movement(ITEM, maybePlace, second, quantity, LedgerRow.Kind.ORDER));
        return switch (random.nextInt(7)) {
            case 0 -> book -> book.observe(ITEM, Map.of(place, seen));
            case 1 -> book -> book.observeAll(ITEM, Map.of(place, seen), second);
            case 2 -> book -> book.replace(List.of(), moved);
            case 3 -> book -> book.replace(moved, List.of());
            case 4 -> book -> book.describe(ITEM, Register.empty(), new Register<>(second, random.nextInt(4) != 0));
            case 5 ->
                book -> new ChannelStock(book)
                        .delta(
                                ITEM,
                                place,
                                new ChannelDelta((int) quantity, second * 1000, 1, "k"),
                                LedgerRow.Kind.SALE);
            default ->
                book -> new ChannelStock(book).count(ITEM, place, PendingCount.of("count", 1, second * 1000, quantity));
        };
    }

    @Test
    void the_rows_of_an_item_sum_to_its_balance_after_every_fact() {
        Seeds.forEach(200, random -> {
            MapShop state = new MapShop();
            RecordedEffects recorded = new RecordedEffects();
            for (int i = 0; i < 40; i++) {
                StockBook book = new StockBook(facts.next(), state, (item, now) -> {});
                any(random).accept(book);
                book.close(recorded);

                long balance = state.item(ITEM).orElseThrow().balance();
                assertThat(recorded.ledgerSum(ITEM)).isEqualTo(balance);
                if (!recorded.rows().isEmpty()) {
                    LedgerRow last = recorded.rows().get(recorded.rows().size() - 1);
                    assertThat(last.balanceAfter()).isEqualTo(balance);
                    assertThat(last.seq()).isEqualTo(recorded.rows().size());
                }
            }
        });
    }

    @Test
    void the_first_figure_opens_and_what_is_not_explained_is_observed_net() {
        book(book -> book.observe(ITEM, Map.of(HERE, Observation.at(1, 10L))));
        book(book -> book.observe(ITEM, Map.of(HERE, Observation.at(2, 7L))));

        assertThat(effects.rows())
                .extracting(LedgerRow::kind)
                .containsExactly(LedgerRow.Kind.OPENED, LedgerRow.Kind.OBSERVED_NET);
    }

    @Test
    void an_observation_that_an_order_explains_settles_it_and_nets_nothing() {
        book(book -> book.observe(ITEM, Map.of(HERE, Observation.at(1, 10L))));
        book(book -> book.replace(List.of(), List.of(new Movement(ITEM, null, 2, -3, LedgerRow.Kind.ORDER))));
        book(book -> book.observe(ITEM, Map.of(HERE, Observation.at(3, 7L))));

        assertThat(effects.rows())
                .extracting(LedgerRow::kind)
                .containsExactly(
                        LedgerRow.Kind.OPENED, LedgerRow.Kind.ORDER, LedgerRow.Kind.SETTLED, LedgerRow.Kind.SETTLED);
    }

    @Test
    void a_movement_that_the_observation_holds_already_is_a_row_that_moves_nothing() {
        book(book -> book.observe(ITEM, Map.of(HERE, Observation.at(3, 7L))));
        book(book -> book.replace(List.of(), List.of(new Movement(ITEM, null, 2, -3, LedgerRow.Kind.ORDER))));

        assertThat(effects.rows()).last().satisfies(row -> {
            assertThat(row.quantity()).isEqualTo(-3);
            assertThat(row.delta()).isZero();
        });
    }

    @Test
    void what_moves_a_whole_shop_is_told_in_records_that_kafka_can_hold() {
        book(book -> {
            for (long itemId = 1; itemId <= 2500; itemId++) {
                book.observe(itemId, Map.of(HERE, Observation.at(1, 10L)));
            }
        });

        assertThat(effects.entries()).extracting(entry -> entry.rows().size()).containsExactly(1000, 1000, 500);
        assertThat(effects.rows()).hasSize(2500);
    }
}
