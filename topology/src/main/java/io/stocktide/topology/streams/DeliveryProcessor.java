package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Delivery.Outcome;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What became of batches, each once. A batch that was given up may yet come back as applied, where the sink was cut off
 * before it had committed and sent it again; never the other way round, since Shopify does not take back.
 */
final class DeliveryProcessor extends EventProcessor<Delivery> {
    private SeenIds seen;

    DeliveryProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.DELIVERIES, Cause.Kind.DELIVERY, settings, metrics);
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = new SeenIds(context.getStateStore(Stores.SEEN_EVENTS), settings().eventMemory());
    }

    @Override
    Verdict apply(Fact fact, Delivery delivery) {
        boolean givenUp = seen(delivery, Outcome.ABANDONED, fact);
        boolean over = seen(delivery, Outcome.APPLIED, fact) || seen(delivery, Outcome.REFUSED, fact);
        if (over || (givenUp && delivery.outcome() != Outcome.APPLIED)) {
            return Verdict.DUPLICATE;
        }
        Verdict verdict = engine().delivery(fact, delivery, givenUp, shop(fact.shop()), effects());
        seen.add(name(delivery, delivery.outcome()), fact.recordMillis());
        return verdict;
    }

    private boolean seen(Delivery delivery, Outcome outcome, Fact fact) {
        return seen.contains(name(delivery, outcome), fact.recordMillis());
    }

    private static String name(Delivery delivery, Outcome outcome) {
        return Topics.DELIVERIES.name() + '/' + Keys.of(delivery.shop(), delivery.batchId()) + '/' + outcome;
    }
}
