package io.stocktide.sink.load;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.facts.ItemSnapshots;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.read.VariantState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes what was read as facts, as the answer to a look-up for the variant would. */
public final class SnapshotWriter {
    private final FactWriter facts;
    private final ShopReader shop;

    public SnapshotWriter(FactWriter facts, ShopReader shop) {
        this.facts = facts;
        this.shop = shop;
    }

    /** Returns once all of them are durable; throws a CompletionException where Kafka did not take them in time. */
    public void write(List<VariantState> variants) {
        CompletableFuture<?>[] writes = variants.stream()
                .map(variant -> facts.write(
                        Topics.SNAPSHOTS,
                        // The key of a look-up by variant: what names both must not be compacted into what names one.
                        Keys.variant(shop.shop(), variant.variantId()),
                        ItemSnapshots.of(shop.shop(), variant.variantId(), variant.item()),
                        shop.trace()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writes).join();
    }
}
