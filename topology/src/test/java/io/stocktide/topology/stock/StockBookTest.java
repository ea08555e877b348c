package io.stocktide.topology.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StockBookTest {
    private static final long ITEM = 11;

    /** One item in a plain map, and what its ledger sums to. */
    private static final class Shop implements Items, Effects {
        private final Map<Long, Item> items = new HashMap<>();
        private final Map<String, StockLevel> stock = new HashMap<>();
        private final List<Boolean> audits = new ArrayList<>();
        private long ledger;

        Shop post(Consumer<StockBook> posting) {
            apply(posting);
            assertThat(ledger).as("ledger").isEqualTo(items.get(ITEM).balance());
            assertThat(audits).as("mismatches").isEmpty();
            return this;
        }

        void apply(Consumer<StockBook> posting) {
            Cause cause = new Cause(Cause.Kind.WEBHOOK, "w", null, null, null);
            Fact fact = new Fact("s", cause, 0, new DeadLetter.Origin("t", 0, 0, "s/w"));
            StockBook book = new StockBook(fact, this, (item, now) -> {});
            posting.accept(book);
            book.close(this);
        }

        Shop level(long location, long available, long second) {
            return post(book -> book.observe(ITEM, Map.of(location, Observation.at(second, available))));
        }

        Shop order(Long location, long second, long quantity) {
            return post(book -> book.replace(
                    List.of(), List.of(new Movement(ITEM, location, second, quantity, LedgerRow.Kind.ORDER))));
        }

        long available(long location) {
            return stock.get("11/" + location).available();
        }

        @Override
        public Optional<Item> item(long itemId) {
            return Optional.ofNullable(items.get(itemId));
        }

        @Override
        public void put(Item item) {
            items.put(item.id(), item);
        }

        @Override
        public void reindexSku(long itemId, String from, String to) {}

        @Override
        public void stock(StockLevel level) {
            stock.put(level.inventoryItemId() + "/" + level.locationId(), level);
        }

        @Override
        public void unstock(String shop, long itemId, long locationId) {
            stock.remove(itemId + "/" + locationId);
        }

        @Override
        public void ledger(LedgerEntry entry) {
            entry.rows().forEach(row -> ledger += row.delta());
        }

        @Override
        public void audited(String shop, long itemId, boolean balanced) {
            audits.add(balanced);
        }

        @Override
        public void batch(Batch batch) {}

        @Override
        public OptionalLong closedSecond(long locationId) {
            return OptionalLong.empty();
        }

        @Override
        public void close(long locationId, long second) {}

        @Override
        public void reply(String shop, ReservationReply reply) {}

        @Override
        public void lookup(Lookup lookup) {}

        @Override
        public void outOfOrder(Fact fact) {}

        @Override
        public void erasure(Erasure erasure) {}

        @Override
        public void alert(StockAlert alert) {}

        @Override
        public void deadLetter(DeadLetter letter) {}
    }

    @Test
    void a_located_movement_after_the_observation_counts_and_one_before_it_does_not() {
        Shop shop = new Shop().level(71, 10, 5).order(71L, 6, -2).order(71L, 4, -3);

        assertThat(shop.available(71)).isEqualTo(8);
    }

    @Test
    void of_movements_in_the_second_of_the_observation_only_what_lowers_counts() {
        Shop shop = new Shop().level(71, 10, 5).order(71L, 5, -2).order(71L, 5, 4);

        assertThat(shop.available(71)).isEqualTo(8);
    }

    @Test
    void an_untracked_item_does_not_move_and_counts_nothing() {
        Shop shop = new Shop().level(71, 10, 5);
        shop.post(book -> book.describe(ITEM, Register.empty(), new Register<>(6, false)));
        shop.order(null, 7, -2);

        assertThat(shop.stock.get("11/71").available()).isNull();
        assertThat(shop.items.get(ITEM).balance()).isZero();
    }

    @Test
    void a_change_of_the_balance_without_a_row_is_found_and_its_end_too() {
        Shop shop = new Shop().level(71, 10, 5);

        shop.apply(book -> book.open(ITEM).level(71).hold(3));
        assertThat(shop.audits).containsExactly(false);

        shop.apply(book -> book.observe(ITEM, Map.of(71L, Observation.at(6, 12L))));
        assertThat(shop.audits).containsExactly(false);

        shop.apply(book -> book.open(ITEM).level(71).release(3));
        shop.apply(book -> book.observe(ITEM, Map.of(71L, Observation.at(7, 11L))));
        assertThat(shop.audits).containsExactly(false, true);
    }

    @Test
    void the_ledger_sums_to_the_balance_after_every_fact_and_any_order_of_facts_ends_the_same() {
        long seed = Long.getLong("seed", 20261121L);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<Consumer<Shop>> facts = facts(random);
            Map<String, StockLevel> first = play(facts);
            Collections.shuffle(facts, random);
            facts.addAll(facts.subList(0, facts.size() / 3));
            assertThat(play(facts)).as("seed %d, round %d", seed, round).isEqualTo(first);
        }
    }

    private static List<Consumer<Shop>> facts(Random random) {
        List<Consumer<Shop>> facts = new ArrayList<>();
        for (int count = 0; count < 12; count++) {
            long location = 71 + random.nextInt(2);
            long second = random.nextInt(6);
            long available = random.nextInt(20);
            facts.add(shop -> shop.level(location, available, second));
        }
        return facts;
    }

    /** Orders are joined before they reach the book, so each is posted once; observations come as they come. */
    private static Map<String, StockLevel> play(List<Consumer<Shop>> facts) {
        Shop shop = new Shop();
        for (int index = 0; index < facts.size(); index++) {
            facts.get(index).accept(shop);
            if (index < 4) {
                shop.order(71L + index % 2, index, index % 2 == 0 ? -2 : 3);
            }
        }
        return shop.stock;
    }
}
