package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.state.History;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Collects what follows from one record, and forwards it to the sinks once all of it is known to hold. */
final class ForwardedEffects implements Effects {
    /** @param headers null where it has those of all that follows */
    private record Pending(String sink, String key, byte[] value, Headers headers) {}

    private final ProcessorContext<String, byte[]> context;
    private final History history;
    private final LedgerAudit audit;
    private final TopologyMetrics metrics;
    private final RecordSpan span;
    private final ReplayPlan replay;
    private final List<Pending> pending = new ArrayList<>();
    private boolean rebuilding;
    private boolean moved;
    private boolean buried;

    ForwardedEffects(
            ProcessorContext<String, byte[]> context,
            History history,
            LedgerAudit audit,
            TopologyMetrics metrics,
            RecordSpan span,
            ReplayPlan replay) {
        this.context = context;
        this.history = history;
        this.audit = audit;
        this.metrics = metrics;
        this.span = span;
        this.replay = replay;
    }

    /**
     * What follows belongs to the next record.
     *
     * @param newRebuilding whether it is of before: then only the ledger is written anew, since all else was told
     */
    void begin(boolean newRebuilding) {
        rebuilding = newRebuilding;
        moved = false;
        buried = false;
    }

    @Override
    public void stock(StockLevel level) {
        tell(Topics.STOCK, Keys.level(level.shop(), level.inventoryItemId(), level.locationId()), level);
    }

    @Override
    public void unstock(String shop, long itemId, long locationId) {
        tell(Topics.STOCK, Keys.level(shop, itemId, locationId), null);
    }

    @Override
    public void ledger(LedgerEntry entry) {
        moved = true;
        history.add(entry);
        String name = entry.cause().orderId() == null
                ? entry.cause().id()
                : "order/" + entry.cause().orderId();
        if (!replay.follows()) {
            add(Topics.LEDGER, Keys.of(entry.shop(), name), entry.rebuiltBy(replay.replayId()));
        }
        metrics.ledgerRows(entry.rows().size());
        if (!rebuilding && entry.cause().kind() == Cause.Kind.SNAPSHOT) {
            metrics.mismatches(
                    entry.shop(),
                    entry.rows().stream()
                            .filter(row -> row.kind() == LedgerRow.Kind.OBSERVED_NET)
                            .count());
        }
    }

    @Override
    public void audited(String shop, long itemId, boolean balanced) {
        audit.found(shop, itemId, balanced);
    }

    @Override
    public void batch(Batch batch) {
        if (!rebuilding) {
            add(Topics.BATCHES, Keys.of(batch.shop(), batch.batchId()), batch, span.formed(batch));
        }
        metrics.batch(batch);
    }

    @Override
    public void lookup(Lookup lookup) {
        String key = lookup.variantId() == null
                ? Keys.item(lookup.shop(), lookup.inventoryItemId())
                : Keys.variant(lookup.shop(), lookup.variantId());
        tell(Topics.LOOKUPS, key, lookup);
        metrics.lookup(lookup.reason());
    }

    @Override
    public void reply(String shop, ReservationReply reply) {
        String id =
                reply.reservation() == null ? "unknown" : reply.reservation().reservationId();
        tell(Topics.REPLIES, Keys.reservation(shop, id), reply);
        metrics.reservation(reply);
    }

    @Override
    public void alert(StockAlert alert) {
        String key = alert.locationId() == null
                ? Keys.item(alert.shop(), alert.inventoryItemId())
                : Keys.level(alert.shop(), alert.inventoryItemId(), alert.locationId());
        tell(Topics.ALERTS, key, alert);
        if (!rebuilding) {
            metrics.lowStockAlert(alert.kind());
        }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        buried = true;
        // A record whose key names no shop still has to lie somewhere.
        String key = letter.shop() == null
                ? Keys.of("unknown", origin.topic() + '-' + origin.partition() + '-' + origin.offset())
                : origin.key();
        tell(Topics.DEAD_LETTERS, key, letter);
        metrics.deadLetter(letter.cause());
    }

    @Override
    public void erasure(Erasure erasure) {
        add(Topics.ERASURES, Keys.of(erasure.shop(), erasure.webhookId()), erasure);
    }

    @Override
    public void outOfOrder(Fact fact) {
        if (!rebuilding) {
            metrics.outOfOrder(fact.origin().topic());
        }
    }

    /** Whether the record has made a row of the ledger. */
    boolean moved() {
        return moved;
    }

    /** Whether the record, or a part of it, has become a dead letter. */
    boolean buried() {
        return buried;
    }

    /** Forwards all, with the time and the headers given. */
    void flush(long timestamp, Headers headers) {
        for (Pending each : pending) {
            Headers own = each.headers() == null ? headers : each.headers();
            context.forward(new Record<>(each.key(), each.value(), timestamp, own), each.sink());
        }
        pending.clear();
        audit.flush();
    }

    void discard() {
        moved = false;
        buried = false;
        pending.clear();
        audit.discard();
    }

    /** For those who were told at the first time, if this is not that. */
    private <V> void tell(Topic<V> topic, String key, V value) {
        if (!rebuilding) {
            add(topic, key, value);
        }
    }

    private <V> void add(Topic<V> topic, String key, V value) {
        add(topic, key, value, null);
    }

    private <V> void add(Topic<V> topic, String key, V value, Headers headers) {
        pending.add(new Pending(
                StockTopology.sinkOf(topic),
                key,
                topic.valueSerde().serializer().serialize(topic.name(), value),
                headers));
    }
}
