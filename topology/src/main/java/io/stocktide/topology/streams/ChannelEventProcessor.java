package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;

/** What tills, warehouses and marketplaces did. */
final class ChannelEventProcessor extends OnceProcessor<ChannelEvent> {
    ChannelEventProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.CHANNEL_EVENTS, Cause.Kind.CHANNEL_EVENT, settings, metrics);
    }

    /** A command to a reservation is answered by the reservation's state, each time. */
    @Override
    boolean countsOnce(ChannelEvent event) {
        return event.reservation() == null;
    }

    @Override
    Verdict applyOnce(Fact fact, ChannelEvent event) {
        return engine().channelEvent(fact, event, shop(fact.shop()), effects());
    }
}
