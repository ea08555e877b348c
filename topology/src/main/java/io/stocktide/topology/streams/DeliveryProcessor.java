package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;

/** What became of batches. */
final class DeliveryProcessor extends OnceProcessor<Delivery> {
    DeliveryProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.DELIVERIES, Cause.Kind.DELIVERY, settings, metrics);
    }

    @Override
    Verdict apply(Fact fact, Delivery delivery) {
        return engine().delivery(fact, delivery, shop(fact.shop()), effects());
    }
}
