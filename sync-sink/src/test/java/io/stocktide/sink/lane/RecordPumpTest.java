package io.stocktide.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.sink.async.Workers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.RecordingConsumer;
import io.stocktide.sink.testing.Shops;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordPumpTest {
    private static final Duration NO_GRACE = Duration.ofMillis(50);

    private final Workers workers = new Workers("test", 2);
    private final RecordingConsumer consumer = new RecordingConsumer(Topics.BATCHES);
    private final Queue<RecordingConsumer> consumers = new ArrayDeque<>(List.of(consumer));
    private final List<Long> handed = new CopyOnWriteArrayList<>();
    private final Map<Long, LaneWork> works = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private RecordPump pump;

    @AfterEach
    void close() {
        pump.close();
        workers.close();
    }

    @Test
    void anOffsetIsCommittedOnlyAsFarAsEveryRecordBelowIsFinished() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.B, 1), of(Shops.A, 2));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0, 1);

        finish(1);
        await().during(Duration.ofMillis(300)).until(() -> consumer.committedOffset() == null);
        finish(0);
        await().until(() -> Long.valueOf(2).equals(consumer.committedOffset()));
        awaitHanded(2);
        finish(2);
        await().until(() -> Long.valueOf(3).equals(consumer.committedOffset()));
    }

    @Test
    void aShopsRecordsAreHandedOverOneAfterTheOther() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.A, 1), of(Shops.A, 2));
        start(FlowLimits.DEFAULT, NO_GRACE);

        awaitHanded(0);
        await().during(Duration.ofMillis(100)).until(() -> handed.size() == 1);
        finish(0);
        awaitHanded(1);
        finish(1);
        awaitHanded(2);
        assertThat(handed).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aShopThatHangsHoldsBackNoOtherOfItsPartition() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.B, 1), of(Shops.B, 2), of(Shops.B, 3));
        start(FlowLimits.DEFAULT, NO_GRACE);

        for (long offset = 1; offset <= 3; offset++) {
            awaitHanded(offset);
            finish(offset);
        }
        assertThat(works.get(0L).stopped().getAsBoolean()).isFalse();
        assertThat(consumer.committedOffset()).isNull();
    }

    @Test
    void workOfARevokedPartitionIsStoppedAndNeverCommitted() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.A, 1));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0);

        consumer.revokeOnPoll();
        await().until(() -> works.get(0L).stopped().getAsBoolean());
        finish(0);

        await().during(Duration.ofMillis(300)).until(() -> consumer.committedOffset() == null && handed.size() == 1);
    }

    @Test
    void whatIsFinishedIsCommittedBeforeAPartitionIsGivenAway() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.A, 1));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0);
        consumer.schedulePollTask(() -> {
            finish(0);
            consumer.rebalance(List.of());
        });

        await().until(() -> Long.valueOf(1).equals(consumer.committedOffset()));
    }

    @Test
    void aPartitionWithTooMuchUnderWayIsPausedUntilThereIsRoom() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.A, 1), of(Shops.A, 2), of(Shops.A, 3));
        start(new FlowLimits(4, Long.MAX_VALUE), NO_GRACE);

        await().until(() -> consumer.paused().size() == 1);
        awaitHanded(0);
        finish(0);
        awaitHanded(1);
        assertThat(consumer.paused()).hasSize(1);
        finish(1);
        await().until(() -> consumer.paused().isEmpty());
    }

    @Test
    void largeRecordsPauseAPartitionBySize() {
        consumer.assignWith(of(Shops.A, 0));
        start(new FlowLimits(1_000, 610), NO_GRACE);

        await().until(() -> consumer.paused().size() == 1);
    }

    @Test
    void whatFinishesWithinTheGraceIsCommittedOnClose() {
        consumer.assignWith(of(Shops.A, 0), of(Shops.A, 1));
        start(FlowLimits.DEFAULT, Duration.ofSeconds(20));
        awaitHanded(0);

        pump.stop();
        assertThat(works.get(0L).stopped().getAsBoolean()).isTrue();
        finish(0);
        pump.close();

        assertThat(consumer.committedOffset()).isEqualTo(1);
        assertThat(handed).containsExactly(0L);
    }

    @Test
    void whatIsUnfinishedAfterTheGraceIsNotCommittedOnClose() {
        consumer.assignWith(of(Shops.A, 0));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0);

        pump.close();

        assertThat(consumer.committedOffset()).isNull();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void workThatFailedIsHandedOverAgain() {
        consumer.assignWith(of(Shops.A, 0));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0);

        ends.remove(0L).completeExceptionally(new KafkaException("not written"));

        await().until(() -> handed.size() == 2);
        assertThat(handed).containsExactly(0L, 0L);
        assertThat(consumer.committedOffset()).isNull();
        finish(0);
        await().until(() -> Long.valueOf(1).equals(consumer.committedOffset()));
    }

    @Test
    void aConsumerThatBreaksIsReplaced() {
        RecordingConsumer second = new RecordingConsumer(Topics.BATCHES);
        second.assignWith(of(Shops.A, 0));
        consumers.add(second);
        consumer.setPollException(new KafkaException("broken"));
        start(FlowLimits.DEFAULT, NO_GRACE);

        awaitHanded(0);
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void onlyRecordsThatWereThereBeforeTheAssignmentMayHaveBeenDoneBefore() {
        consumer.updateEndOffsets(Map.of(new TopicPartition("batches", 0), 1L));
        consumer.assignWith(of(Shops.A, 0), of(Shops.B, 1));
        start(FlowLimits.DEFAULT, NO_GRACE);
        awaitHanded(0, 1);

        assertThat(works.get(0L).perhapsDoneBefore()).isTrue();
        assertThat(works.get(1L).perhapsDoneBefore()).isFalse();
    }

    @Test
    void itIsReadyOncePartitionsAreAssigned() {
        start(FlowLimits.DEFAULT, NO_GRACE);
        assertThat(pump.notReadyBecause()).isPresent();

        consumer.assignWith();

        await().until(() -> pump.notReadyBecause().isEmpty());
        pump.close();
        assertThat(pump.notReadyBecause()).isPresent();
    }

    private void start(FlowLimits limits, Duration grace) {
        Lanes lanes = new Lanes(this::handle, 1, workers);
        pump = new RecordPump("batches", consumers::remove, lanes, limits, grace);
        pump.start();
    }

    private CompletableFuture<Void> handle(LaneWork work) {
        long offset = work.first().offset();
        works.put(offset, work);
        CompletableFuture<Void> end = ends.computeIfAbsent(offset, unused -> new CompletableFuture<>());
        handed.add(offset);
        return end;
    }

    private void finish(long offset) {
        ends.get(offset).complete(null);
    }

    private void awaitHanded(long... offsets) {
        for (long offset : offsets) {
            await().until(() -> handed.contains(offset));
        }
    }

    private static ConsumerRecord<String, byte[]> of(String shop, long offset) {
        return Batches.raw(Topics.BATCHES, Keys.of(shop, "b" + offset), new byte[20], 0, offset);
    }
}
