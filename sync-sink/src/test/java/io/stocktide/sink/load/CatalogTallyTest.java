package io.stocktide.sink.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTallyTest {
    private final CatalogTally tally = new CatalogTally();

    @Test
    void items_that_share_a_sku_are_named() {
        tally.add(item(2, "shirt", true, 7));
        tally.add(item(1, "shirt", true, 7, 8));
        tally.add(item(3, "hat", true, 8));

        CatalogReport report = tally.report();

        assertThat(report.duplicates()).hasSize(1).containsEntry("shirt", List.of(1L, 2L));
        assertThat(report.skus()).isEqualTo(2);
        assertThat(report.levels()).isEqualTo(4);
        assertThat(report.locations()).isEqualTo(2);
    }

    @Test
    void untracked_items_and_those_without_a_sku_are_counted_and_blank_is_no_duplicate() {
        tally.add(item(1, "", true, 7));
        tally.add(item(2, null, false, 7));
        tally.add(item(3, "", false, 7));

        CatalogReport report = tally.report();

        assertThat(report.untracked()).isEqualTo(2);
        assertThat(report.withoutSku()).isEqualTo(3);
        assertThat(report.duplicates()).isEmpty();
    }

    @Test
    void an_item_that_was_written_twice_counts_once_and_a_deleted_one_not_at_all() {
        tally.add(item(1, "old", true, 7));
        tally.add(item(1, "new", true, 7));
        tally.add(item(2, "gone", true, 7));
        tally.add(new Snapshot("s", null, 2L, false, null, false, Instant.EPOCH, Instant.EPOCH, true, List.of()));

        CatalogReport report = tally.report();

        assertThat(report.items()).isEqualTo(1);
        assertThat(report.skus()).isEqualTo(1);
    }

    private static Snapshot item(long id, String sku, boolean tracked, long... locations) {
        return new Snapshot(
                "s",
                100 + id,
                id,
                true,
                sku,
                tracked,
                Instant.EPOCH,
                Instant.EPOCH,
                true,
                Arrays.stream(locations)
                        .mapToObj(location -> new SnapshotLevel(location, 1))
                        .toList());
    }
}
