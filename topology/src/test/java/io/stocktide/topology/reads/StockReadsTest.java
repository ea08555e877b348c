package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.rest.ItemStock;
import io.stocktide.schemas.rest.LedgerPage;
import io.stocktide.schemas.rest.OrderView;
import io.stocktide.schemas.rest.StockBatch;
import io.stocktide.schemas.rest.StockBatchRequest;
import io.stocktide.schemas.rest.StockPage;
import io.stocktide.topology.Seeds;
import io.stocktide.topology.streams.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockReadsTest {
    private static final String SHOP = "abc";
    private static final String ALIKE = "abc-2";
    private static final StockFilter ALL = new StockFilter(null, null);
    private static final LedgerFilter ANY_TIME = new LedgerFilter(null, null);

    private final ReadShops shops = new ReadShops();
    private final StockReads reads = shops.reads(SHOP);

    @AfterEach
    void close() {
        shops.close();
    }

    private static List<Long> ids(List<ItemStock> items) {
        return items.stream().map(ItemStock::inventoryItemId).toList();
    }

    /** The items of every page; what is to happen between two of them comes as the last argument. */
    private static List<Long> pages(StockReads reads, StockFilter filter, int limit, Runnable between) {
        List<Long> seen = new ArrayList<>();
        OptionalLong after = OptionalLong.empty();
        StockPage page;
        do {
            page = reads.page(filter, after, limit);
            seen.addAll(ids(page.items()));
            after = Cursor.read(page.nextCursor());
            between.run();
        } while (page.nextCursor() != null);
        return seen;
    }

    private List<Long> pages(StockFilter filter) {
        return pages(reads, filter, 1, () -> {});
    }

    @Test
    void paging_gives_each_item_that_was_there_all_the_while_once_whatever_is_written_between_pages() {
        Seeds.forEach(5, StockReadsTest::pagesUnderWrites);
    }

    private static void pagesUnderWrites(Random random) {
        try (ReadShops busy = new ReadShops()) {
            TreeSet<Long> stay = new TreeSet<>();
            for (long id = 10; id <= 400; id += 10) {
                stay.add(id);
                busy.level(SHOP, id, 71, 5, 1).variant(SHOP, 10_000 + id, id, "one-sku");
            }
            Runnable writes = () -> {
                for (int i = 0; i < 6; i++) {
                    write(busy, random);
                }
            };
            for (StockFilter filter : List.of(ALL, new StockFilter("one-sku", null), new StockFilter(null, 71L))) {
                assertThat(pages(busy.reads(SHOP), filter, 7, writes))
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .containsAll(stay);
            }
        }
    }

    /** One item comes, one changes, and one that came before may go or lose its SKU. */
    private static void write(ReadShops busy, Random random) {
        long comes = 10L * random.nextInt(41) + 1 + random.nextInt(9);
        busy.level(SHOP, comes, 71, 1, 2).variant(SHOP, 10_000 + comes, comes, "one-sku");
        long changes = 10L * (1 + random.nextInt(40));
        busy.level(SHOP, changes, 71 + random.nextInt(2), random.nextInt(9), 3 + random.nextInt(9));
        long goes = 10L * random.nextInt(41) + 1 + random.nextInt(9);
        busy.webhook(SHOP, "inventory_items/delete", "{\"id\":" + goes + "}");
        busy.webhook(
                SHOP,
                "inventory_items/update",
                "{\"id\":%d,\"sku\":\"other\",\"updated_at\":\"%s\"}".formatted(goes, TestShop.at(20)));
    }

    @Test
    void no_page_batch_or_order_shows_what_a_shop_with_a_like_name_has() {
        shops.level(ALIKE, 5, 71, 9, 1).variant(ALIKE, 31, 5, "sku");
        shops.webhook(ALIKE, "orders/create", TestShop.orderBody(500, 3, 31, 2, "[]"));
        shops.level(SHOP, 6, 72, 9, 1);

        assertThat(pages(ALL)).containsExactly(6L);
        assertThat(pages(new StockFilter(null, 71L))).isEmpty();
        assertThat(pages(new StockFilter("sku", null))).isEmpty();
        assertThat(reads.batch(new StockBatchRequest(List.of("sku"), List.of(5L)))
                        .items())
                .isEmpty();
        assertThat(reads.order(500)).isEmpty();
        assertThat(reads.ledger(5, ANY_TIME, OptionalLong.empty(), 9)).isEmpty();
        assertThat(shops.reads(ALIKE).order(500)).isPresent();
    }

    @Test
    void stock_of_a_location_shows_the_items_that_are_stocked_there_with_that_level_alone() {
        shops.level(SHOP, 5, 71, 3, 1).level(SHOP, 5, 72, 4, 1).level(SHOP, 6, 72, 8, 1);

        StockPage page = reads.page(new StockFilter(null, 71L), OptionalLong.empty(), 9);

        assertThat(page.items()).singleElement().satisfies(item -> {
            assertThat(item.available()).isEqualTo(7);
            assertThat(item.levels())
                    .singleElement()
                    .satisfies(level -> assertThat(level.available()).isEqualTo(3));
        });
    }

    @Test
    void a_page_of_a_location_looks_through_a_bounded_number_of_items_and_says_where_to_go_on() {
        for (long id = 1; id <= ItemPages.MAX_LOOKED_AT; id++) {
            shops.level(SHOP, id, 72, 1, 1);
        }
        shops.level(SHOP, ItemPages.MAX_LOOKED_AT + 1, 71, 1, 1);

        StockPage first = reads.page(new StockFilter(null, 71L), OptionalLong.empty(), 9);
        assertThat(first.items()).isEmpty();
        StockPage next = reads.page(new StockFilter(null, 71L), Cursor.read(first.nextCursor()), 9);
        assertThat(ids(next.items())).containsExactly(ItemPages.MAX_LOOKED_AT + 1L);
        assertThat(next.nextCursor()).isNull();
    }

    @Test
    void many_items_come_in_the_order_asked_and_what_is_unknown_is_named() {
        shops.variant(SHOP, 31, 5, "twice").variant(SHOP, 32, 4, "twice").variant(SHOP, 33, 9, "once");

        StockBatch batch =
                reads.batch(new StockBatchRequest(List.of("once", "never", "twice", "onc"), List.of(9L, 77L, 4L)));

        assertThat(ids(batch.items())).containsExactly(9L, 4L, 5L, 9L, 4L);
        assertThat(batch.unknownSkus()).containsExactly("never", "onc");
        assertThat(batch.unknownInventoryItemIds()).containsExactly("77");
        assertThat(batch.truncatedSkus()).isEmpty();
    }

    @Test
    void a_sku_that_very_many_items_bear_gives_some_and_is_named_as_cut_short() {
        for (long id = 1; id <= StockBatches.MAX_ITEMS_OF_SKU + 1; id++) {
            shops.variant(SHOP, 100 + id, id, "many");
        }

        StockBatch batch = reads.batch(new StockBatchRequest(List.of("many"), List.of()));

        assertThat(batch.items()).hasSize(StockBatches.MAX_ITEMS_OF_SKU);
        assertThat(batch.truncatedSkus()).containsExactly("many");
    }

    @Test
    void the_ledger_of_a_time_holds_what_was_recorded_from_then_on_and_before_the_end() {
        for (int second = 1; second <= 4; second++) {
            shops.level(SHOP, 5, 71, 10 + second, second);
            shops.topology().pass(Duration.ofSeconds(10));
        }
        LedgerFilter filter = new LedgerFilter(TestShop.START.plusSeconds(10), TestShop.START.plusSeconds(30));

        LedgerPage page = reads.ledger(5, filter, OptionalLong.empty(), 1).orElseThrow();
        LedgerPage next =
                reads.ledger(5, filter, Cursor.read(page.nextCursor()), 9).orElseThrow();

        assertThat(page.rows()).extracting(row -> row.row().seq()).containsExactly(3L);
        assertThat(next.rows()).extracting(row -> row.row().seq()).containsExactly(2L);
        assertThat(next.nextCursor()).isNull();
    }

    @Test
    void an_order_shows_what_each_line_takes_from_stock_now() {
        String refund = TestShop.refundBody(900, 500, 7, 1, 71L);
        shops.variant(SHOP, 31, 5, "sku").level(SHOP, 5, 71, 10, 1);
        shops.webhook(SHOP, "orders/create", TestShop.orderBody(500, 3, 31, 3, "[" + refund + "]"));
        shops.webhook(
                SHOP,
                "orders/edited",
                "{\"order_edit\":{\"id\":1,\"order_id\":500,\"committed_at\":\"%s\",\"line_items\":{\"additions\":"
                                .formatted(TestShop.at(9))
                        + "[{\"id\":5000,\"delta\":4}]}}}");

        OrderView order = reads.order(500).orElseThrow();

        assertThat(order.updatedAt()).isEqualTo(TestShop.START.plusSeconds(3));
        assertThat(order.cancelled()).isFalse();
        assertThat(order.lines()).containsExactly(new OrderView.Line(5000, 31L, 5L, "sku", 3, 6, true, false));
        assertThat(order.refunds())
                .containsExactly(new OrderView.Refund(
                        900, TestShop.START.plusSeconds(7), List.of(new OrderView.RefundedLine(5000, 1, 71L, true))));
        assertThat(order.edits())
                .containsExactly(new OrderView.Edit(
                        1, TestShop.START.plusSeconds(9), List.of(new OrderView.AddedUnits(5000, 4))));
    }

    @Test
    void a_line_whose_variant_is_unknown_commits_nothing_and_says_that_it_waits() {
        shops.webhook(SHOP, "orders/create", TestShop.orderBody(500, 3, 31, 3, "[]"));

        assertThat(reads.order(500).orElseThrow().lines())
                .containsExactly(new OrderView.Line(5000, 31L, null, null, 3, 0, true, true));
    }

    @Test
    void an_order_that_was_cancelled_stays_so_whatever_older_version_comes_later() {
        String cancelled = TestShop.orderBody(500, 9, 31, 1, "[]").replaceFirst("\\{", "{\"cancelled_at\":\"x\",");
        shops.webhook(SHOP, "orders/cancelled", cancelled);
        shops.webhook(SHOP, "orders/updated", TestShop.orderBody(500, 3, 31, 1, "[]"));

        assertThat(reads.order(500).orElseThrow().cancelled()).isTrue();
    }
}
