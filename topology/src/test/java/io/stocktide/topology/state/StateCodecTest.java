package io.stocktide.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.engine.MapShop;
import io.stocktide.topology.facts.Facts;
import io.stocktide.topology.facts.RecordedEffects;
import io.stocktide.topology.orders.Edit;
import io.stocktide.topology.orders.Order;
import io.stocktide.topology.orders.OrderBook;
import io.stocktide.topology.orders.OrderVersion;
import io.stocktide.topology.orders.Refund;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.Level;
import io.stocktide.topology.stock.Movement;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.stock.PendingCount;
import io.stocktide.topology.stock.StockBook;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private static final long ITEM = 9_007_199_254_740_993L;
    private static final long HERE = 71;

    private final MapShop shop = new MapShop();
    private final StockBook book = new StockBook(new Facts().next(), shop, (item, now) -> item.askAt(5, 2));

    /** Fields that a fresh object has at the same value, so that a round trip would not show their loss. */
    private static <T> List<String> unset(T object, T fresh) {
        List<String> unset = new ArrayList<>();
        for (Field field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && json(field, object).equals(json(field, fresh))) {
                unset.add(field.getName());
            }
        }
        return unset;
    }

    private static String json(Field field, Object object) {
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            return value == null ? "null" : Arrays.toString(StateCodec.write(value));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> void assertRoundTrip(T object, Class<T> type) {
        byte[] bytes = StateCodec.write(object);
        T read = StateCodec.read(bytes, type);
        assertThat(read).usingRecursiveComparison().isEqualTo(object);
        assertThat(StateCodec.write(read)).isEqualTo(bytes);
    }

    /** What a build has written, a later one has to read, or to ask for a replay in the changelog. */
    private static void assertWrittenAs(String file, Object object) throws IOException {
        try (InputStream written = StateCodecTest.class.getResourceAsStream(file)) {
            String expected = new String(written.readAllBytes(), StandardCharsets.US_ASCII).strip();
            assertThat(HexFormat.of().formatHex(StateCodec.write(object)))
                    .as(file + ": another form of state needs a replay of what is stored")
                    .isEqualTo(expected);
        }
    }

    private Item fullItem() {
        book.describe(ITEM, new Register<>(5, "sku ü"), new Register<>(5, true));
        book.observe(ITEM, Map.of(HERE, Observation.between(5, 7, 10L), 72L, Observation.gone(4)));
        book.observe(ITEM, Map.of(HERE, Observation.at(5, 9L)));
        book.replace(
                List.of(),
                List.of(
                        new Movement(ITEM, HERE, 6, -2, LedgerRow.Kind.ORDER),
                        new Movement(ITEM, HERE, 6, 3, LedgerRow.Kind.RESTOCK),
                        new Movement(ITEM, null, 6, -1, LedgerRow.Kind.ORDER)));
        ChannelStock channels = new ChannelStock(book);
        channels.count(ITEM, HERE, PendingCount.of("count", 3, 4000, 8));
        channels.countIsTaken(new BatchChange(ITEM, HERE, 0, 8, null, 3, "count"), 1);
        channels.delta(ITEM, HERE, new ChannelDelta(-3, 6000, ChannelDelta.lineId(4, 0), "k"), LedgerRow.Kind.SALE);
        channels.delta(ITEM, HERE, new ChannelDelta(4, 6000, ChannelDelta.lineId(5, 1), "k"), LedgerRow.Kind.RETURN);
        BatchChange row = new BatchChange(ITEM, HERE, -1, null, null, 3, "k");
        channels.refused(row, "refused");
        channels.givenUp(row, "given-up");
        channels.deltaIsTaken(
                new BatchChange(ITEM, HERE, -1, null, null, 3, List.of(-7L), List.of(501L), null, "k"), 2);
        channels.givenBack(new BatchChange(ITEM, HERE, -1, null, null, 3, "k"), "came-back", 1);
        channels.countApplied(new BatchChange(ITEM, HERE, 0, 8, null, 2, "older"), "landed", 5);
        book.open(ITEM).level(HERE).hold(2);
        book.observeAll(ITEM, Map.of(), 2);
        book.threshold(ITEM, null, 1_000L, 5, "whole");
        book.threshold(ITEM, HERE, 1_000L, 5, "here");
        book.threshold(ITEM, 72L, null, 5, "taken-away");
        book.close(new RecordedEffects());
        return shop.item(ITEM).orElseThrow();
    }

    private Order fullOrder() {
        OrderBook orders = new OrderBook(shop, shop, book, (variantId, now) -> {});
        shop.put(31, ITEM);
        Refund refund = new Refund(900, 6, List.of(new Refund.Line(5000, 1, null, true)));
        orders.see(
                new OrderVersion(
                        500,
                        5,
                        HERE,
                        true,
                        List.of(
                                new OrderVersion.LineVersion(5000, 31L, 2, false),
                                new OrderVersion.LineVersion(5001, null, 1, true)),
                        List.of(refund)),
                true);
        orders.see(new Edit(1, 500, 8, Map.of(5000L, 1)));
        return shop.order(500).orElseThrow();
    }

    @Test
    void an_item_with_every_field_set_is_read_back_as_it_was() {
        Item item = fullItem();

        assertThat(unset(item, Item.of(0))).isEmpty();
        assertThat(unset(item.level(HERE), new Level())).isEmpty();
        assertRoundTrip(item, Item.class);
    }

    @Test
    void an_order_with_every_field_set_is_read_back_as_it_was() {
        Order order = fullOrder();

        assertThat(unset(order, Order.of(0))).isEmpty();
        assertRoundTrip(order, Order.class);
    }

    @Test
    void items_and_orders_are_written_as_the_build_before_wrote_them() throws IOException {
        assertWrittenAs("stored-item.hex", fullItem());
        assertWrittenAs("stored-order.hex", fullOrder());
    }
}
