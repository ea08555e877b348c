package io.stocktide.topology.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.stock.PendingCount;
import io.stocktide.topology.stock.StockBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BatchFormingTest {
    private static final long ITEM = 11;
    private static final long HERE = 71;

    private final Facts facts = new Facts();
    private long offset;
    private final MapShop shop = new MapShop();
    private final RecordedEffects effects = new RecordedEffects();

    private Optional<Batch> form(Fact fact, Consumer<Outbox> posting) {
        StockBook book = new StockBook(fact, shop, (item, now) -> {});
        ChannelStock stock = new ChannelStock(book);
        posting.accept(new Outbox(shop, stock));
        Optional<Batch> batch = new BatchForming(shop, stock).formNext();
        book.close(effects);
        return batch;
    }

    private Optional<Batch> form(Consumer<Outbox> posting) {
        return form(facts.next(), posting);
    }

    private void landed() {
        Flight flight = shop.flight().orElseThrow();
        shop.put(new Flight(List.of(), flight.kind(), flight.sequence()));
    }

    private void delta(Outbox outbox, long itemId, int delta) {
        ChannelDelta adjustment = new ChannelDelta(delta, 1, ChannelDelta.lineId(++offset, 0), "k" + itemId + delta);
        outbox.delta(itemId, HERE, adjustment, LedgerRow.Kind.ADJUSTMENT);
    }

    @Test
    void a_batch_holds_250_rows_at_most_and_the_rest_waits_for_the_next() {
        Batch first = form(outbox -> {
                    for (long itemId = 1; itemId <= 251; itemId++) {
                        delta(outbox, itemId, -1);
                    }
                })
                .orElseThrow();
        assertThat(first.changes()).hasSize(250);

        landed();
        assertThat(form(outbox -> {}).orElseThrow().changes()).hasSize(1);
        landed();
        assertThat(form(outbox -> {})).isEmpty();
    }

    @Test
    void one_batch_is_in_flight_at_a_time_and_what_follows_is_coalesced() {
        assertThat(form(outbox -> delta(outbox, ITEM, -1))).isPresent();
        assertThat(form(outbox -> delta(outbox, ITEM, -2))).isEmpty();
        assertThat(form(outbox -> delta(outbox, ITEM, 5))).isEmpty();

        landed();
        assertThat(form(outbox -> {}).orElseThrow().changes()).singleElement().satisfies(row -> {
            assertThat(row.delta()).isEqualTo(3);
            assertThat(row.throughOffset()).isEqualTo(3);
        });
    }

    @Test
    void deltas_and_counts_take_turns() {
        Consumer<Outbox> both = outbox -> {
            delta(outbox, ITEM, -1);
            outbox.count(12, HERE, PendingCount.of("count", ++offset, 1, 5));
        };
        assertThat(form(both).orElseThrow().kind()).isEqualTo(Batch.Kind.ADJUST);
        landed();
        assertThat(form(outbox -> delta(outbox, ITEM, -1)).orElseThrow().kind()).isEqualTo(Batch.Kind.SET);
        landed();
        assertThat(form(outbox -> {}).orElseThrow().kind()).isEqualTo(Batch.Kind.ADJUST);
    }

    @Test
    void what_lowers_goes_before_what_raises_and_a_full_batch_says_how_many_wait() {
        Batch first = form(outbox -> {
                    for (long itemId = 1; itemId <= 200; itemId++) {
                        delta(outbox, itemId, 1);
                        delta(outbox, 1_000 + itemId, -1);
                    }
                })
                .orElseThrow();

        assertThat(first.changes().subList(0, 200))
                .allSatisfy(row -> assertThat(row.delta()).isNegative());
        assertThat(first.changes()).hasSize(250);
        assertThat(first.waiting()).isEqualTo(150);
        landed();
        Batch second = form(outbox -> delta(outbox, 2_000, -1)).orElseThrow();
        assertThat(second.changes()).hasSize(151);
        assertThat(second.changes().get(0).inventoryItemId()).isEqualTo(2_000);
        assertThat(second.waiting()).isNull();
    }

    @Test
    void a_level_whose_sum_turns_waits_where_its_sum_belongs() {
        shop.put(new Flight(List.of("under way"), Batch.Kind.SET, 1));
        form(outbox -> {
            delta(outbox, 1, 4);
            delta(outbox, 2, 1);
            delta(outbox, 2, -2);
        });
        landed();

        assertThat(form(outbox -> {}).orElseThrow().changes())
                .extracting(BatchChange::inventoryItemId)
                .containsExactly(2L, 1L);
    }

    @Test
    void deltas_that_lower_go_before_a_count_that_raises_though_it_has_its_turn() {
        StockBook book = new StockBook(facts.next(), shop, (item, now) -> {});
        book.observe(12, Map.of(HERE, Observation.at(1, 3L)));
        book.close(effects);
        form(outbox -> {
            delta(outbox, ITEM, -1);
            outbox.count(12, HERE, PendingCount.of("count", ++offset, 2, 5));
        });
        landed();

        assertThat(form(outbox -> delta(outbox, ITEM, -1)).orElseThrow().kind()).isEqualTo(Batch.Kind.ADJUST);
        landed();
        assertThat(form(outbox -> delta(outbox, ITEM, 1)).orElseThrow().kind()).isEqualTo(Batch.Kind.SET);
    }

    @Test
    void deltas_that_cancel_out_are_not_sent_and_do_not_hold_up_the_others() {
        shop.put(new Flight(List.of("under way"), Batch.Kind.ADJUST, 1));
        form(outbox -> {
            for (long itemId = 1; itemId <= 300; itemId++) {
                delta(outbox, itemId, -1);
                delta(outbox, itemId, 1);
            }
            delta(outbox, 301, -4);
        });
        landed();

        assertThat(form(outbox -> {}).orElseThrow().changes())
                .singleElement()
                .satisfies(row -> assertThat(row.delta()).isEqualTo(-4));
        assertThat(shop.deltas()).isEmpty();
    }

    @Test
    void the_same_record_forms_a_batch_of_the_same_id_and_another_of_another() {
        Fact fact = facts.next();
        String id = form(fact, outbox -> delta(outbox, ITEM, -1)).orElseThrow().batchId();
        landed();
        assertThat(form(fact, outbox -> delta(outbox, ITEM, -1)).orElseThrow().batchId())
                .isEqualTo(id);
        landed();
        assertThat(form(outbox -> delta(outbox, ITEM, -1)).orElseThrow().batchId())
                .isNotEqualTo(id);
    }

    @Test
    void deltas_beyond_what_one_row_can_carry_go_in_rows_that_can() {
        shop.put(new Flight(List.of("under way"), Batch.Kind.SET, 1));
        for (int i = 0; i < 3; i++) {
            form(outbox -> delta(outbox, ITEM, -1_000_000_000));
        }
        long sent = 0;
        for (int i = 0; i < 3; i++) {
            landed();
            sent += form(outbox -> {}).orElseThrow().changes().get(0).delta();
        }
        landed();

        assertThat(sent).isEqualTo(-3_000_000_000L);
        assertThat(form(outbox -> {})).isEmpty();
    }

    @Test
    void a_figure_that_no_row_can_carry_does_not_stop_the_shop() {
        StockBook book = new StockBook(facts.next(), shop, (item, now) -> {});
        book.observe(ITEM, Map.of(HERE, Observation.at(1, 5_000_000_000L)));
        book.close(effects);

        assertThat(form(outbox -> outbox.count(ITEM, HERE, PendingCount.of("count", 1, 1, 5)))
                        .orElseThrow()
                        .changes())
                .singleElement()
                .satisfies(row -> assertThat(row.quantity()).isEqualTo(5));
    }
}
