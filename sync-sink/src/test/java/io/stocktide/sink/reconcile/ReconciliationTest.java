package io.stocktide.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.AppAnswers;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.Shops;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void items_with_a_level_that_changed_anywhere_are_read_once_and_whole() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.locations(21, 22),
                AppAnswers.changedLevels(11, 12),
                AppAnswers.changedLevels(11),
                Answers.nodes(
                        Answers.item(11, true, Answers.level(21, 5, true), Answers.level(22, 6, true)),
                        Answers.item(12, true, Answers.level(21, 7, true))));

        Reconciliation.Result result = reconciliation().since(Instant.parse("2026-11-20T10:00:00.9Z"));

        assertThat(result.items()).isEqualTo(2);
        assertThat(harness.records(Topics.SNAPSHOTS))
                .extracting(record -> record.key())
                .containsExactly(Shops.A + "/item/11", Shops.A + "/item/12");
        assertThat(harness.shopify
                        .requests()
                        .get(1)
                        .json()
                        .at("/variables/query")
                        .asText())
                .isEqualTo("updated_at:>='2026-11-20T10:00:00Z'");
    }

    @Test
    void a_sweep_reads_every_page() {
        harness.shopify.script(
                Shops.A,
                AppAnswers.variants("c-1", AppAnswers.variant(1, Answers.item(1, true))),
                AppAnswers.variants(null, AppAnswers.variant(2, Answers.item(2, true))));

        assertThat(reconciliation().sweep().items()).isEqualTo(2);
        assertThat(harness.records(Topics.SNAPSHOTS)).hasSize(2);
    }

    private Reconciliation reconciliation() {
        return new Reconciliation(harness.reader(Shops.A), harness.facts(), 50);
    }
}
