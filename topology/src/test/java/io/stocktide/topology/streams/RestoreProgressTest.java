package io.stocktide.topology.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition ONE = new TopicPartition("changelog", 1);
    private static final TopicPartition TWO = new TopicPartition("changelog", 2);

    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void what_is_left_shrinks_with_each_batch_until_the_store_is_there() {
        progress.onRestoreStart(ONE, "store", 100, 1100);
        progress.onRestoreStart(TWO, "store", 0, 50);
        assertThat(progress.storePartitions()).isEqualTo(2);
        assertThat(progress.remainingRecords()).isEqualTo(1050);

        // Offsets are skipped where transactions end: 590 records lie in 600 offsets.
        progress.onBatchRestored(ONE, "store", 699, 590);
        assertThat(progress.remainingRecords()).isEqualTo(450);
        assertThat(progress.restoredRecords()).isEqualTo(590);

        progress.onRestoreEnd(ONE, "store", 1000);
        assertThat(progress.storePartitions()).isEqualTo(1);
        assertThat(progress.remainingRecords()).isEqualTo(50);
    }

    @Test
    void a_restore_that_goes_on_elsewhere_is_no_longer_ours() {
        progress.onRestoreStart(ONE, "store", 0, 1000);
        progress.onRestoreSuspended(ONE, "store", 10);
        progress.onBatchRestored(ONE, "store", 20, 11);

        assertThat(progress.storePartitions()).isZero();
        assertThat(progress.remainingRecords()).isZero();
    }
}
