package io.stocktide.topology.letters;

import io.stocktide.schemas.value.Redrive;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What can be done about a dead letter. */
sealed interface Remedy {
    /** To write this. */
    record Write(ProducerRecord<String, byte[]> record) implements Remedy {}

    /** Nothing, and why. */
    record None(Redrive.Outcome outcome, String message) implements Remedy {}

    static Remedy none(Redrive.Outcome outcome, String message) {
        return new None(outcome, message);
    }

    static Remedy gone() {
        return none(Redrive.Outcome.GONE, "the record it points at is no longer there");
    }
}
