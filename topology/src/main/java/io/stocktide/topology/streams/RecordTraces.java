package io.stocktide.topology.streams;

import io.opentelemetry.api.trace.SpanContext;
import io.stocktide.service.trace.Tracing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of traces outlives one record, for all processors of this process: which events have still to be in a batch, and
 * which figures a batch has made that Shopify will tell of. Only of traces that are kept; a part that is forgotten, since
 * it is too much or a task has moved, costs a link and nothing else.
 */
public final class RecordTraces {
    /** Nobody traces. */
    public static final RecordTraces OFF = new RecordTraces(Tracing.OFF);

    static final int MAX_CAUSES = 32;
    private static final int MAX_SHOPS = 1_000;
    private static final int MAX_ECHOES = 4_096;

    /** Shopify may tell of a figure sooner than it answers; longer before, it told of another change. */
    private static final long EARLY_MILLIS = 30_000;

    /** A figure of Shopify's at a level. */
    record Figure(String shop, long itemId, long locationId, long available) {
        private LevelName level() {
            return new LevelName(shop, itemId, locationId);
        }
    }

    /** A webhook that told of a figure. */
    record Told(String webhookId, long recordMillis, SpanContext span) {}

    private record LevelName(String shop, long itemId, long locationId) {}

    private record Expected(Figure figure, SpanContext batch) {}

    private record Early(Figure figure, Told webhook) {}

    private final Tracing tracing;
    private final Map<String, List<SpanContext>> causes = new LeastRecent<>(MAX_SHOPS);
    private final Map<LevelName, Expected> expected = new LeastRecent<>(MAX_ECHOES);
    private final Map<LevelName, Early> early = new LeastRecent<>(MAX_ECHOES);

    public RecordTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    Tracing tracing() {
        return tracing;
    }

    /** An event of the shop waits for a batch. */
    synchronized void waits(String shop, SpanContext event) {
        List<SpanContext> waiting = causes.computeIfAbsent(shop, first -> new ArrayList<>());
        if (waiting.size() < MAX_CAUSES) {
            waiting.add(event);
        }
    }

    /** A batch of the shop was formed: the events that waited for it, oldest first. */
    synchronized List<SpanContext> takeCauses(String shop) {
        List<SpanContext> taken = causes.remove(shop);
        return taken == null ? new ArrayList<>() : taken;
    }

    /**
     * A batch has made the figure. Where Shopify has told of it already, by which webhook; else it will.
     *
     * @param recordMillis the delivery's time
     */
    synchronized Optional<Told> made(Figure figure, long recordMillis, SpanContext batch) {
        Early found = early.remove(figure.level());
        if (found != null
                && found.figure().equals(figure)
                && recordMillis - found.webhook().recordMillis() <= EARLY_MILLIS) {
            return Optional.of(found.webhook());
        }
        expected.put(figure.level(), new Expected(figure, batch));
        return Optional.empty();
    }

    /** Shopify has told of a figure: the batch that made it, once. */
    synchronized Optional<SpanContext> echoOf(Figure figure) {
        Expected found = expected.get(figure.level());
        if (found == null || !found.figure().equals(figure)) {
            return Optional.empty();
        }
        expected.remove(figure.level());
        return Optional.of(found.batch());
    }

    /** Shopify has told of a figure that no batch is known to have made. */
    synchronized void tells(Figure figure, Told webhook) {
        early.put(figure.level(), new Early(figure, webhook));
    }

    /** Whether any figure is expected, without which a webhook need not be looked at. */
    synchronized boolean expectsAny() {
        return !expected.isEmpty();
    }

    /** Forgets whoever has not been asked for the longest. */
    private static final class LeastRecent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;
        private final int maxEntries;

        LeastRecent(int maxEntries) {
            super(16, 0.75f, true);
            this.maxEntries = maxEntries;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxEntries;
        }
    }
}
