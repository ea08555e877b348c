package io.stocktide.ingest;

import io.stocktide.service.http.ProblemException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a record did not become durable, as the caller is told. */
enum KafkaRefusal {
    BUFFER_FULL(429, "buffer-full", "Too much under way", "The buffer is full; retry after the time given."),
    SILENT(503, "kafka-silent", "Not durable in time", "Kafka did not acknowledge in time; retry."),
    TOO_LARGE(413, "record-too-large", "Body too large", "Kafka's topic does not take a record of this size."),
    REFUSED(503, "kafka-refused", "Not durable", "Kafka did not take the record; retry.");

    private static final Logger LOG = LoggerFactory.getLogger(KafkaRefusal.class);
    private static final RateBound WARNINGS = new RateBound(1);
    private static final int RETRY_AFTER_SECONDS = 2;

    private final ProblemException problem;

    KafkaRefusal(int status, String slug, String title, String detail) {
        this.problem = status == 413
                ? ProblemException.of(status, slug, title, detail)
                : ProblemException.retryable(status, slug, title, detail, RETRY_AFTER_SECONDS);
    }

    static KafkaRefusal of(Throwable failure) {
        // BufferExhaustedException is itself a retriable time-out, so it comes first.
        if (failure instanceof BufferExhaustedException) {
            return BUFFER_FULL;
        }
        if (failure instanceof RecordTooLargeException) {
            return TOO_LARGE;
        }
        if (failure instanceof TimeoutException || failure instanceof RetriableException) {
            return SILENT;
        }
        if (WARNINGS.allows()) {
            LOG.atError().setCause(failure).log("Kafka refuses records; this does not mend itself");
        }
        return REFUSED;
    }

    ProblemException problem() {
        return problem;
    }

    /** Whether the next record is likely to fare no better. */
    boolean blamesKafka() {
        return this == SILENT || this == REFUSED;
    }
}
