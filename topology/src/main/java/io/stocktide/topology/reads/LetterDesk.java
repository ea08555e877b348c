package io.stocktide.topology.reads;

import io.stocktide.schemas.value.Redrive;
import io.stocktide.topology.letters.LetterOffice;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** Where dead letters are asked for. */
public final class LetterDesk extends Desk<LetterOffice> {
    /**
     * @param client as Kafka's clients take it
     * @param counter told of each redrive's outcome
     */
    public LetterDesk(Map<String, String> client, Consumer<Redrive.Outcome> counter) {
        super(
                () -> new LetterOffice(client, InstantSource.system(), counter),
                LetterOffice::close,
                "letters-unavailable",
                "Dead letters cannot be read now");
    }
}
