package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.state.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Collects what follows from one record, and forwards it to the sinks once all of it is known to hold. */
final class ForwardedEffects implements Effects {
    private record Pending(String sink, String key, byte[] value) {}

    private final ProcessorContext<String, byte[]> context;
    private final History history;
    private final TopologyMetrics metrics;
    private final List<Pending> pending = new ArrayList<>();

    ForwardedEffects(ProcessorContext<String, byte[]> context, History history, TopologyMetrics metrics) {
        this.context = context;
        this.history = history;
        this.metrics = metrics;
    }

    @Override
    public void stock(StockLevel level) {
        add(Topics.STOCK, Keys.level(level.shop(), level.inventoryItemId(), level.locationId()), level);
    }

    @Override
    public void unstock(String shop, long itemId, long locationId) {
        add(Topics.STOCK, Keys.level(shop, itemId, locationId), null);
    }

    @Override
    public void ledger(LedgerEntry entry) {
        history.add(entry);
        String name = entry.cause().orderId() == null
                ? entry.cause().id()
                : "order/" + entry.cause().orderId();
        add(Topics.LEDGER, Keys.of(entry.shop(), name), entry);
        metrics.ledgerRows(entry.rows().size());
    }

    @Override
    public void batch(Batch batch) {
        add(Topics.BATCHES, Keys.of(batch.shop(), batch.batchId()), batch);
        metrics.batch(
                batch.kind().name().toLowerCase(Locale.ROOT), batch.changes().size());
    }

    @Override
    public void lookup(Lookup lookup) {
        String key = lookup.variantId() == null
                ? Keys.item(lookup.shop(), lookup.inventoryItemId())
                : Keys.variant(lookup.shop(), lookup.variantId());
        add(Topics.LOOKUPS, key, lookup);
        metrics.lookup(lookup.reason().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        // A record whose key names no shop still has to lie somewhere.
        String key = letter.shop() == null
                ? Keys.of("unknown", origin.topic() + '-' + origin.partition() + '-' + origin.offset())
                : origin.key();
        add(Topics.DEAD_LETTERS, key, letter);
        metrics.deadLetter(letter.cause());
    }

    @Override
    public void erasure(Erasure erasure) {
        add(Topics.ERASURES, Keys.of(erasure.shop(), erasure.webhookId()), erasure);
    }

    /** Forwards all, with the time and the headers given. */
    void flush(long timestamp, Headers headers) {
        for (Pending each : pending) {
            context.forward(new Record<>(each.key(), each.value(), timestamp, headers), each.sink());
        }
        pending.clear();
    }

    void discard() {
        pending.clear();
    }

    private <V> void add(Topic<V> topic, String key, V value) {
        pending.add(new Pending(
                StockTopology.sinkOf(topic),
                key,
                topic.valueSerde().serializer().serialize(topic.name(), value)));
    }
}
