package io.stocktide.sink.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.SnapshotLevel;
import io.stocktide.sink.testing.Answers;
import io.stocktide.sink.testing.Batches;
import io.stocktide.sink.testing.Harness;
import io.stocktide.sink.testing.ScriptedShopify.Reply;
import io.stocktide.sink.testing.Shops;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupHandlerTest {
    private final Harness harness = new Harness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void whatOnePollBroughtIsAskedInOneQueryAndEachQuestionOnce() {
        harness.shopify.script(
                Shops.A,
                Answers.nodes(
                        Answers.item(11, true, Answers.level(21, 5, true)),
                        Answers.variant(Answers.item(12, true, Answers.level(22, 7, true)))));

        List<Snapshot> snapshots = harness.lookUp(List.of(ofItem(11), ofVariant(99), ofItem(11)));

        assertThat(harness.shopify.requests()).hasSize(1);
        assertThat(harness.shopify.requests().get(0).json().path("variables")).hasToString("""
                        {"ids":["gid://shopify/InventoryItem/11","gid://shopify/ProductVariant/99"],"after":null}""");
        assertThat(snapshots).hasSize(2);
        assertThat(harness.records(Topics.SNAPSHOTS))
                .extracting(ProducerRecord::key)
                .containsExactly(Keys.item(Shops.A, 11), Keys.variant(Shops.A, 99));
    }

    @Test
    void anItemIsPublishedWithItsActiveLevels() {
        harness.shopify.script(
                Shops.A,
                Answers.nodes(Answers.item(11, true, Answers.level(21, -5, true), Answers.level(22, 7, false))));

        Snapshot snapshot = harness.lookUp(List.of(ofItem(11))).get(0);

        assertThat(snapshot.variantId()).isNull();
        assertThat(snapshot.inventoryItemId()).isEqualTo(11);
        assertThat(snapshot.exists()).isTrue();
        assertThat(snapshot.complete()).isTrue();
        assertThat(snapshot.sku()).isEqualTo("SKU-11");
        assertThat(snapshot.tracked()).isTrue();
        assertThat(snapshot.levels()).containsExactly(new SnapshotLevel(21, -5));
    }

    @Test
    void aVariantIsPublishedWithItsItem() {
        harness.shopify.script(
                Shops.A, Answers.nodes(Answers.variant(Answers.item(12, true, Answers.level(22, 7, true)))));

        Snapshot snapshot = harness.lookUp(List.of(ofVariant(99))).get(0);

        assertThat(snapshot.variantId()).isEqualTo(99);
        assertThat(snapshot.inventoryItemId()).isEqualTo(12);
        assertThat(snapshot.levels()).containsExactly(new SnapshotLevel(22, 7));
    }

    @Test
    void anUntrackedItemHasNoQuantities() {
        harness.shopify.script(Shops.A, Answers.nodes(Answers.item(11, false, Answers.level(21, 5, true))));

        Snapshot snapshot = harness.lookUp(List.of(ofItem(11))).get(0);

        assertThat(snapshot.tracked()).isFalse();
        assertThat(snapshot.levels()).containsExactly(new SnapshotLevel(21, null));
    }

    @Test
    void whatShopifyDoesNotKnowDoesNotExist() {
        harness.shopify.script(Shops.A, Answers.nodes("null", "null"));

        List<Snapshot> snapshots = harness.lookUp(List.of(ofItem(11), ofVariant(99)));

        assertThat(snapshots).extracting(Snapshot::exists).containsOnly(false);
        assertThat(snapshots.get(0).inventoryItemId()).isEqualTo(11);
        assertThat(snapshots.get(1).variantId()).isEqualTo(99);
        assertThat(snapshots.get(1).inventoryItemId()).isNull();
        assertThat(harness.count("stocktide.lookups", "outcome", "not_found")).isEqualTo(2);
    }

    @Test
    void levelsAreFollowedToTheLastPage() {
        harness.shopify.script(
                Shops.A,
                Answers.nodes(
                        Answers.variant(Answers.itemPage(11, true, "c1", Answers.level(21, 1, true))),
                        Answers.item(12, true, Answers.level(22, 7, true))),
                Answers.nodes(Answers.itemPage(11, true, "c2", Answers.level(23, 2, true))),
                Answers.nodes(Answers.item(11, true, Answers.level(24, 3, true))));

        Snapshot snapshot = harness.lookUp(List.of(ofVariant(99), ofItem(12))).get(0);

        assertThat(snapshot.complete()).isTrue();
        assertThat(snapshot.levels())
                .containsExactly(new SnapshotLevel(21, 1), new SnapshotLevel(23, 2), new SnapshotLevel(24, 3));
        assertThat(harness.shopify.requests().get(2).json().path("variables")).hasToString("""
                        {"ids":["gid://shopify/InventoryItem/11"],"after":"c2"}""");
    }

    @Test
    void anItemThatVanishesBetweenTwoPagesIsIncomplete() {
        harness.shopify.script(
                Shops.A,
                Answers.nodes(Answers.itemPage(11, true, "c1", Answers.level(21, 1, true))),
                Answers.nodes("null"));

        assertThat(harness.lookUp(List.of(ofItem(11))).get(0).complete()).isFalse();
    }

    @Test
    void aQueryThatCostsTooMuchIsSplit() {
        harness.shopify.script(
                Shops.A,
                Answers.graphQlError("MAX_COST_EXCEEDED"),
                Answers.nodes(
                        Answers.item(11, true, Answers.level(21, 1, true)),
                        Answers.item(12, true, Answers.level(21, 2, true))),
                Answers.nodes(Answers.item(13, true, Answers.level(21, 3, true))));

        List<Snapshot> snapshots = harness.lookUp(List.of(ofItem(11), ofItem(12), ofItem(13)));

        assertThat(snapshots).extracting(Snapshot::inventoryItemId).containsExactly(11L, 12L, 13L);
    }

    @Test
    void theReadingTimeReachesBackOverTheWholeCall() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        Instant before = Instant.now();
        harness.shopify.script(
                Shops.A, Reply.once(open, Answers.nodes(Answers.item(11, true, Answers.level(21, 1, true)))));
        Thread opener = new Thread(() -> {
            Awaitility.await()
                    .until(() -> Duration.between(before, Instant.now()).toMillis() > 300);
            open.countDown();
        });
        opener.start();

        Snapshot snapshot = harness.lookUp(List.of(ofItem(11))).get(0);
        opener.join();

        assertThat(snapshot.readFrom()).isBefore(before);
        assertThat(snapshot.readUntil()).isBeforeOrEqualTo(Instant.now());
        assertThat(Duration.between(snapshot.readFrom(), snapshot.readUntil()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aLookUpThatFailsAfterItsRetriesIsDroppedAndCounted() {
        harness.shopify.script(
                Shops.A, Reply.status(503), Reply.status(503), Reply.status(503), Reply.status(503), Reply.status(503));

        assertThat(harness.lookUp(List.of(ofItem(11), ofItem(12)))).isEmpty();
        assertThat(harness.shopify.requests()).hasSize(5);
        assertThat(harness.count("stocktide.lookups", "outcome", "failed")).isEqualTo(2);
    }

    @Test
    void malformedLookUpsAndTombstonesHoldUpNothing() {
        harness.shopify.script(Shops.A, Answers.nodes(Answers.item(11, true, Answers.level(21, 1, true))));
        Lookup ofAnother = new Lookup(Shops.B, null, 11L, Lookup.Reason.UNSETTLED, 0, Instant.EPOCH);

        List<Snapshot> snapshots = harness.lookUp(List.of(
                Batches.raw(Topics.LOOKUPS, Shops.A + "/x", "[]".getBytes(StandardCharsets.UTF_8), 0, 1),
                Batches.record(Topics.LOOKUPS, Shops.A + "/y", ofAnother, 0, 2),
                Batches.raw(Topics.LOOKUPS, Shops.A + "/z", null, 0, 3),
                ofItem(11)));

        assertThat(snapshots).hasSize(1);
        assertThat(harness.count("stocktide.lookups", "outcome", "malformed")).isEqualTo(2);
    }

    private static ConsumerRecord<String, byte[]> ofItem(long id) {
        Lookup lookup = new Lookup(Shops.A, null, id, Lookup.Reason.UNSETTLED, 0, Instant.EPOCH);
        return Batches.record(Topics.LOOKUPS, Keys.item(Shops.A, id), lookup, 0, 1);
    }

    private static ConsumerRecord<String, byte[]> ofVariant(long id) {
        Lookup lookup = new Lookup(Shops.A, id, null, Lookup.Reason.UNKNOWN_VARIANT, 0, Instant.EPOCH);
        return Batches.record(Topics.LOOKUPS, Keys.variant(Shops.A, id), lookup, 0, 1);
    }
}
