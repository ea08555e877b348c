package io.stocktide.sink.lookup;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.async.Failures;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.facts.RecordTrace;
import io.stocktide.sink.lane.LaneHandler;
import io.stocktide.sink.lane.LaneWork;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.NodeState;
import io.stocktide.sink.read.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a shop's look-ups ask for, each question once, and publishes it. */
public final class LookupHandler implements LaneHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LookupHandler.class);

    private final ItemReader reader;
    private final FactWriter facts;
    private final SinkMetrics metrics;

    public LookupHandler(ItemReader reader, FactWriter facts, SinkMetrics metrics) {
        this.reader = reader;
        this.facts = facts;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<?> handle(LaneWork work) {
        List<Question> questions = work.records().stream()
                .flatMap(record -> question(record).stream())
                .distinct()
                .toList();
        if (questions.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        TraceParent trace = RecordTrace.childOf(work.first());
        String shop = questions.get(0).shop();
        return reader.read(shop, questions.stream().map(Question::gid).toList(), trace, work.stopped())
                .thenCompose(nodes -> publish(questions, nodes, trace))
                .exceptionally(failure -> drop(questions, Failures.causeOf(failure), trace));
    }

    private Optional<Question> question(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || Keys.isControl(record.key())) {
            return Optional.empty();
        }
        try {
            Lookup lookup = Topics.LOOKUPS.valueSerde().deserializer().deserialize(record.topic(), record.value());
            if (lookup.shop() != null && lookup.shop().equals(Keys.shopOf(record.key()))) {
                return Optional.of(Question.of(lookup));
            }
        } catch (SerializationException | IllegalArgumentException | NullPointerException e) {
            LOG.atDebug().setCause(e).log("not a look-up");
        }
        LOG.atWarn()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("look-up dropped: malformed");
        metrics.lookedUp("malformed", 1);
        return Optional.empty();
    }

    private CompletableFuture<Void> publish(List<Question> questions, Map<String, NodeState> nodes, TraceParent trace) {
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (Question question : questions) {
            Snapshot snapshot = question.answeredBy(nodes.get(question.gid()));
            metrics.lookedUp(snapshot.exists() ? "answered" : "not_found", 1);
            writes.add(facts.write(Topics.SNAPSHOTS, question.key(), snapshot, trace));
        }
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    /** The topology asks again, so a question that cannot be answered must not hold up the others. */
    private Void drop(List<Question> questions, Throwable failure, TraceParent trace) {
        if (!(failure instanceof ReadFailed failed)) {
            throw new CompletionException(failure);
        }
        LOG.atWarn()
                .addKeyValue("shop", questions.get(0).shop())
                .addKeyValue("lookups", questions.size())
                .addKeyValue("reason", failed.error())
                .addKeyValue("message", failed.getMessage())
                .addKeyValue("traceId", trace.traceId())
                .log("look-ups dropped: Shopify could not be read");
        metrics.lookedUp("failed", questions.size());
        return null;
    }
}
