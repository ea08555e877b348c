package io.stocktide.sink.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.CatalogLoad.Method;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogLoaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Harness harness = new Harness();
    private final List<CatalogLoad> journal = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final String file = harness.shopify.urlTemplate().replace("{shop}", Shops.A) + "/result.jsonl";

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void small_shops_are_read_page_by_page_and_large_ones_by_a_bulk_operation() {
        harness.shopify.script(Shops.A, AppAnswers.count(99), AppAnswers.count(100));

        assertThat(loader().begin(7).method()).isEqualTo(Method.PAGES);
        assertThat(loader().begin(7).method()).isEqualTo(Method.BULK);
    }

    @Test
    void each_variant_becomes_the_fact_that_a_look_up_for_it_would() {
        harness.shopify.script(Shops.A, AppAnswers.variants(null, variant(1, 5)));

        CatalogLoad ended = loader().finish(begun(Method.PAGES, 0, null, null));

        assertThat(ended.endedAt()).isEqualTo(NOW);
        assertThat(harness.records(Topics.SNAPSHOTS))
                .singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo(Shops.A + "/variant/101"));
        Snapshot snapshot = snapshots().get(0);
        assertThat(snapshot.variantId()).isEqualTo(101);
        assertThat(snapshot.inventoryItemId()).isEqualTo(1);
        assertThat(snapshot.levels()).containsExactly(new SnapshotLevel(21, 5));
        assertThat(snapshot.complete()).isTrue();
        assertThat(snapshot.readFrom()).isBefore(snapshot.readUntil());
    }

    @Test
    void a_page_is_journalled_only_once_its_facts_are_written_and_names_where_to_go_on() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.variants("c-1", variant(1, 5), variant(2, 6)),
                AppAnswers.variants(null, variant(3, 7)));

        loader().finish(begun(Method.PAGES, 0, null, null));

        assertThat(journal).extracting(CatalogLoad::cursor).containsExactly("c-1", null);
        assertThat(journal).extracting(CatalogLoad::variantsRead).containsExactly(2L, 3L);
        assertThat(written).containsExactly(2, 3);
        assertThat(journal.get(1).costPoints()).isEqualTo(20);
    }

    @Test
    void a_load_that_was_cut_off_goes_on_behind_its_last_page_and_adds_to_its_cost() {
        harness.shopify.script(Shops.A, AppAnswers.variants(null, variant(3, 7)));

        CatalogLoad ended = loader().finish(begun(Method.PAGES, 2, "c-1", null));

        assertThat(harness.shopify
                        .requests()
                        .get(0)
                        .json()
                        .at("/variables/after")
                        .asText())
                .isEqualTo("c-1");
        assertThat(ended.variantsRead()).isEqualTo(3);
        assertThat(ended.costPoints()).isEqualTo(50);
    }

    @Test
    void a_cursor_that_is_no_longer_taken_begins_anew() {
        harness.shopify.script(
                Shops.A, Answers.graphQlError("BAD_REQUEST"), AppAnswers.variants(null, variant(1, 5), variant(2, 6)));

        assertThat(loader().finish(begun(Method.PAGES, 40, "stale", null)).variantsRead())
                .isEqualTo(2);
    }

    @Test
    void a_page_that_costs_too_much_is_halved_for_good() {
        harness.shopify.script(
                Shops.A,
                Answers.graphQlError("MAX_COST_EXCEEDED"),
                AppAnswers.variants("c-1", variant(1, 5)),
                AppAnswers.variants(null, variant(2, 6)));

        loader().finish(begun(Method.PAGES, 0, null, null));

        assertThat(harness.shopify.requests())
                .extracting(request -> request.json().at("/variables/first").asInt())
                .containsExactly(50, 25, 25);
    }

    @Test
    void an_item_with_more_levels_than_a_page_is_read_to_its_last() {
        String open = AppAnswers.variant(1, Answers.itemPage(1, true, "more", Answers.level(21, 5, true)));
        harness.shopify.script(
                Shops.A,
                AppAnswers.variants(null, open),
                Reply.status(
                        200,
                        "{\"data\": {\"nodes\": ["
                                + Answers.item(1, true, Answers.level(21, 5, true), Answers.level(22, 6, true)) + "]}}",
                        Map.of()));

        loader().finish(begun(Method.PAGES, 0, null, null));

        assertThat(snapshots().get(0).levels()).hasSize(2);
        assertThat(snapshots().get(0).variantId()).isEqualTo(101);
    }

    @Test
    void a_bulk_operation_is_awaited_and_its_lines_become_facts_of_the_time_it_took() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.bulkBegun(),
                AppAnswers.bulk("RUNNING", null),
                AppAnswers.bulk("COMPLETED", file),
                Reply.json(AppAnswers.line(1)
                        + AppAnswers.levelLine(1, 21, 5)
                        + AppAnswers.levelLine(1, 22, 6)
                        + AppAnswers.line(2)));

        loader().finish(begun(Method.BULK, 0, null, null));

        assertThat(journal.get(0).bulkOperationId()).isEqualTo(AppAnswers.OPERATION);
        assertThat(snapshots()).hasSize(2);
        Snapshot first = snapshots().get(0);
        assertThat(first.levels()).containsExactly(new SnapshotLevel(21, 5), new SnapshotLevel(22, 6));
        assertThat(first.readFrom()).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(first.readUntil()).isEqualTo("2026-11-20T10:00:09Z");
        assertThat(snapshots().get(1).levels()).isEmpty();
    }

    @Test
    void a_bulk_operation_under_way_is_taken_up_and_what_was_written_is_passed_over() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.bulk("COMPLETED", file),
                Reply.json(AppAnswers.line(1) + AppAnswers.line(2) + AppAnswers.line(3)));

        CatalogLoad ended = loader().finish(begun(Method.BULK, 2, null, AppAnswers.OPERATION));

        assertThat(snapshots()).extracting(Snapshot::inventoryItemId).containsExactly(3L);
        assertThat(ended.variantsRead()).isEqualTo(3);
    }

    @Test
    void a_file_that_breaks_off_is_fetched_again() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.bulk("COMPLETED", file),
                Reply.status(500),
                AppAnswers.bulk("COMPLETED", file),
                Reply.json(AppAnswers.line(1)));

        assertThat(loader().finish(begun(Method.BULK, 0, null, AppAnswers.OPERATION))
                        .variantsRead())
                .isEqualTo(1);
    }

    @Test
    void an_operation_that_failed_is_begun_again_and_not_for_ever() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.bulk("FAILED", null),
                AppAnswers.bulkBegun(),
                AppAnswers.bulk("EXPIRED", null),
                AppAnswers.bulkBegun(),
                AppAnswers.bulk("CANCELED", null));

        assertThatThrownBy(() -> loader().finish(begun(Method.BULK, 0, null, AppAnswers.OPERATION)))
                .isInstanceOf(ReadFailed.class)
                .hasMessageContaining("CANCELED");
    }

    @Test
    void levels_that_do_not_follow_their_variant_are_not_guessed_at() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.bulk("COMPLETED", file),
                Reply.json(AppAnswers.line(1) + AppAnswers.levelLine(2, 21, 5)));

        assertThatThrownBy(() -> loader().finish(begun(Method.BULK, 0, null, AppAnswers.OPERATION)))
                .isInstanceOf(ReadFailed.class)
                .hasMessageContaining("not grouped");
    }

    private CatalogLoader loader() {
        LoadSettings settings = LoadSettings.defaults().with(100, 50).withPoll(Duration.ofMillis(1));
        LoadJournal reached = new LoadJournal() {
            @Override
            public void reached(CatalogLoad load) {
                written.add(harness.producer.history().size());
                journal.add(load);
            }

            @Override
            public void shopifyReads(long variants, long expected) {
                assertThat(variants).isEqualTo(3);
            }
        };
        return new CatalogLoader(harness.reader(Shops.A), harness.facts(), settings, reached, InstantSource.fixed(NOW));
    }

    private static CatalogLoad begun(Method method, long read, String cursor, String operation) {
        return new CatalogLoad(method, NOW, null, 0, 3, read, cursor, operation, read == 0 ? 0 : 40);
    }

    private static String variant(long id, int available) {
        return AppAnswers.variant(id, Answers.item(id, true, Answers.level(21, available, true)));
    }

    private List<Snapshot> snapshots() {
        return harness.written(Topics.SNAPSHOTS);
    }
}
