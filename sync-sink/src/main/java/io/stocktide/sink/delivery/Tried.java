package io.stocktide.sink.delivery;

import static io.stocktide.schemas.topic.RecordHeaders.REDRIVE;
import static io.stocktide.schemas.topic.RecordHeaders.TRIED_SINCE;
import static io.stocktide.schemas.topic.RecordHeaders.TRIED_UNTIL;

import io.stocktide.schemas.value.Batch;
import io.stocktide.sink.lane.LaneWork;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Between which two moments, by our clock, Shopify may have had a batch before.
 *
 * @param since its idempotency key is as old
 * @param until empty where nobody knows, since whoever sent it did not get round to saying so
 */
record Tried(Instant since, Optional<Instant> until) {
    /** Empty where Shopify surely has not had it. */
    static Optional<Tried> before(Batch batch, LaneWork work) {
        Optional<Instant> since = time(work.first(), TRIED_SINCE);
        Optional<Instant> until = time(work.first(), TRIED_UNTIL);
        if (since.isPresent()) {
            return Optional.of(new Tried(since.get(), until));
        }
        // It cannot have been sent before it was formed.
        return work.perhapsDoneBefore() || isRedriven(work)
                ? Optional.of(new Tried(batch.formedAt(), until))
                : Optional.empty();
    }

    /** It was given up before, when Shopify may have had it all the same. */
    static boolean isRedriven(LaneWork work) {
        return work.first().headers().lastHeader(REDRIVE) != null;
    }

    private static Optional<Instant> time(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(new String(header.value(), StandardCharsets.US_ASCII)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
