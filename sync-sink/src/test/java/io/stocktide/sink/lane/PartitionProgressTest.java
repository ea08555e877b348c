package io.stocktide.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress(0);

    @Test
    void nothingTakenGivesNothingToCommit() {
        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void offsetsMayHaveGapsAsTransactionsLeaveThem() {
        progress.taken(10, 1);
        progress.taken(15, 1);
        assertThat(progress.committable()).isEmpty();

        progress.finished(10);
        assertThat(progress.committable()).hasValue(15);

        progress.finished(15);
        assertThat(progress.committable()).hasValue(16);
    }

    @Test
    void whatIsCommittedIsNotCommittedAgain() {
        progress.taken(0, 1);
        progress.finished(0);
        progress.committed(1);

        assertThat(progress.committable()).isEmpty();
    }

    @Test
    void bytesUnderWayAreThoseOfUnfinishedRecords() {
        progress.taken(0, 100);
        progress.taken(1, 20);
        progress.finished(0);
        progress.finished(0);

        assertThat(progress.unfinishedBytes()).isEqualTo(20);
        assertThat(progress.unfinishedRecords()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inWhateverOrderRecordsFinishNothingUnfinishedIsEverCommitted(long seed) {
        List<Long> unfinished = new ArrayList<>();
        for (long offset = 7; offset < 107; offset++) {
            progress.taken(offset, 1);
            unfinished.add(offset);
        }
        Collections.shuffle(unfinished, new Random(seed));

        while (!unfinished.isEmpty()) {
            progress.finished(unfinished.remove(0));
            OptionalLong committable = progress.committable();
            long lowest = unfinished.stream().mapToLong(Long::longValue).min().orElse(107);
            assertThat(committable.orElse(7)).isEqualTo(lowest);
        }
    }
}
