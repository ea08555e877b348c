package io.stocktide.system.simulation;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.BatchChange;
import io.stocktide.schemas.value.DeliveredChange;
import io.stocktide.schemas.value.DeliveredChange.Status;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;

/** Takes batches to Shopify and questions too, and brings the answers. */
final class Sink {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Wire wire;
    private final Shopify shopify;
    private final Driven driven;
    private final Trace trace;
    private final long seed;
    /** Levels at which Shopify has refused a row that nobody has sent again. */
    private final TreeSet<Place> refused = new TreeSet<>();

    private int lookups;
    private boolean quiet;

    Sink(Wire wire, Shopify shopify, Driven driven, Trace trace, long seed) {
        this.wire = wire;
        this.shopify = shopify;
        this.driven = driven;
        this.trace = trace;
        this.seed = seed;
    }

    /** From here on everything is answered at once and nothing refused. */
    void quiet() {
        quiet = true;
    }

    TreeSet<Place> refused() {
        return refused;
    }

    void batch(Batch batch) {
        Random random = new Random(seed * 31 + batch.sequence());
        trace.add("batch %d %s: %s", batch.sequence(), batch.kind(), batch.changes());
        wire.in(random.nextInt(3_000), () -> call(batch, random));
    }

    private void call(Batch batch, Random random) {
        int fate = quiet ? 99 : random.nextInt(20);
        if (fate == 0) {
            // No answer came, and Shopify has it: known when the sink asks with the same key after its restart.
            Delivery answer = answer(batch, false, random);
            bring(abandoned(batch), 0);
            bring(answer, 10_000 + Wire.delayMillis(random, HOUR));
        } else if (fate == 1) {
            bring(abandoned(batch), 0);
            wire.in(10_000 + Wire.delayMillis(random, HOUR), () -> bring(answer(batch, false, random), 0));
        } else if (fate <= 3 && batch.kind() == Batch.Kind.ADJUST) {
            bring(refused(batch, random.nextInt(batch.changes().size())), 0);
        } else {
            Delivery answer = answer(batch, random.nextBoolean(), random);
            bring(answer, quiet ? 0 : Wire.delayMillis(random, HOUR));
            if (random.nextInt(6) == 0) {
                bring(answer, 5_000 + Wire.delayMillis(random, HOUR));
            }
        }
    }

    private void bring(Delivery delivery, long delayMillis) {
        wire.in(delayMillis, () -> {
            trace.add("delivery of batch %d: %s", delivery.sequence(), delivery.outcome());
            driven.pipe(Topics.DELIVERIES, Keys.of(Catalog.SHOP, delivery.batchId()), delivery, wire.nowMillis());
        });
    }

    private static Place place(BatchChange row) {
        return new Place(row.inventoryItemId(), row.locationId());
    }

    /** Shopify takes all rows or, where one of them is not stocked or compares with another figure, none. */
    private Delivery answer(Batch batch, boolean says, Random random) {
        for (int i = 0; i < batch.changes().size(); i++) {
            if (!shopify.isStocked(place(batch.changes().get(i)))) {
                return refused(batch, i);
            }
        }
        if (batch.changes().stream().anyMatch(this::isStale)) {
            return delivery(
                    batch,
                    Delivery.Outcome.REFUSED,
                    row -> answer(row, isStale(row) ? Status.STALE : Status.RETURNED, null));
        }
        return delivery(batch, Delivery.Outcome.APPLIED, row -> {
            long now = shopify.heldAt(place(row));
            shopify.apply(place(row), row.quantity() == null ? row.delta() : row.quantity() - now, random);
            return answer(
                    row, Status.APPLIED, says ? Integer.valueOf(Math.toIntExact(shopify.heldAt(place(row)))) : null);
        });
    }

    private boolean isStale(BatchChange row) {
        return row.changeFromQuantity() != null && row.changeFromQuantity() != shopify.heldAt(place(row));
    }

    private static DeliveredChange answer(BatchChange row, Status status, Integer after) {
        return new DeliveredChange(row, status, after, null, null);
    }

    private Delivery abandoned(Batch batch) {
        return delivery(batch, Delivery.Outcome.ABANDONED, row -> answer(row, Status.ABANDONED, null));
    }

    private Delivery refused(Batch batch, int bad) {
        BatchChange blamed = batch.changes().get(bad);
        refused.add(place(blamed));
        return delivery(
                batch,
                Delivery.Outcome.REFUSED,
                row -> new DeliveredChange(
                        row,
                        row == blamed ? Status.REJECTED : Status.RETURNED,
                        null,
                        "ADJUST_QUANTITIES_FAILED",
                        null));
    }

    private Delivery delivery(Batch batch, Delivery.Outcome outcome, Function<BatchChange, DeliveredChange> each) {
        return new Delivery(
                batch.batchId(),
                batch.shop(),
                batch.kind(),
                batch.sequence(),
                outcome,
                outcome == Delivery.Outcome.APPLIED ? Instant.ofEpochSecond(wire.second()) : null,
                1,
                batch.changes().stream().map(each).toList());
    }

    void lookup(Lookup lookup) {
        Random random = new Random(seed * 37 + lookups++);
        trace.add("lookup %s of %s %s", lookup.reason(), lookup.variantId(), lookup.inventoryItemId());
        long itemId = lookup.variantId() == null ? lookup.inventoryItemId() : Catalog.itemOf(lookup.variantId());
        wire.in(random.nextInt(3_000), () -> read(itemId, lookup.variantId(), random));
    }

    void read(long itemId, Long variantId, Random random) {
        Snapshot snapshot = shopify.read(itemId, variantId, random);
        String key = variantId == null ? Keys.item(Catalog.SHOP, itemId) : Keys.variant(Catalog.SHOP, variantId);
        trace.add("read of %d finds %s", itemId, snapshot.levels());
        wire.in(quiet ? 0 : Wire.delayMillis(random, HOUR), () -> {
            trace.add("snapshot of %d arrives", itemId);
            driven.pipe(Topics.SNAPSHOTS, key, snapshot, wire.nowMillis());
        });
    }
}
