package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.topology.engine.Verdict;
import io.stocktide.topology.facts.Fact;
import org.apache.kafka.streams.processor.api.Record;

/** What was decided of reservations, read back in a replay. Of now, it is known: it comes from here. */
final class ReplyProcessor extends EventProcessor<ReservationReply> {
    ReplyProcessor(TopologySettings settings, TopologyMetrics metrics) {
        super(Topics.REPLIES, Cause.Kind.RESERVATION, settings, metrics);
    }

    @Override
    boolean passesOver() {
        return true;
    }

    @Override
    Verdict apply(Record<String, byte[]> record, DeadLetter.Origin origin) {
        return rebuilding() ? super.apply(record, origin) : Verdict.DUPLICATE;
    }

    @Override
    Verdict apply(Fact fact, ReservationReply reply) {
        return engine().reply(fact, reply, shop(fact.shop()), effects());
    }
}
