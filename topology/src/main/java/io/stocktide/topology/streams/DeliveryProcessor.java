package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;

/**
 * What became of batches. A sink that stops between giving a batch up and committing that it has may send it again and
 * be answered: the answer counts, and giving up counts no more once there is one.
 */
final class DeliveryProcessor extends OnceProcessor<Delivery> {
    DeliveryProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.DELIVERIES, Cause.Kind.DELIVERY, settings, metrics);
    }

    /** A batch may be given up once and answered once. */
    @Override
    String nameOf(Fact fact, Delivery delivery) {
        String answered = super.nameOf(fact, delivery);
        return isAbandoned(delivery) ? SeenKeys.abandoned(answered) : answered;
    }

    @Override
    boolean isKnown(Fact fact, Delivery delivery) {
        boolean answered = isSeen(fact, super.nameOf(fact, delivery));
        return answered || super.isKnown(fact, delivery);
    }

    private static boolean isAbandoned(Delivery delivery) {
        return delivery.outcome() == Delivery.Outcome.ABANDONED;
    }

    @Override
    Verdict applyOnce(Fact fact, Delivery delivery) {
        span().delivered(delivery, fact.recordMillis());
        return engine().delivery(fact, delivery, shop(fact.shop()), effects());
    }
}
