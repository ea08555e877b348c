package io.stocktide.service.access;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Audit;
import io.stocktide.service.kafka.PromptWriter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the topic {@code audit}. */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private final PromptWriter writer;

    AuditWriter(PromptWriter writer) {
        this.writer = writer;
    }

    /** Returns once all in-sync replicas have the record; false where they have not within six seconds. */
    boolean isDurable(Audit audit) {
        try {
            writer.write(record(audit));
            return true;
        } catch (KafkaException e) {
            LOG.atWarn().setCause(e).log("a call could not be written to the topic audit and is refused");
            return false;
        }
    }

    /** Does not wait for the replicas: what the record tells of is done, and its caller has a right to know. */
    void tell(Audit audit) {
        writer.tell(
                record(audit),
                failure -> LOG.atWarn()
                        .setCause(failure)
                        .addKeyValue("callId", audit.callId())
                        .addKeyValue("status", audit.status())
                        .log("the end of a call could not be written to the topic audit"));
    }

    private static ProducerRecord<String, byte[]> record(Audit audit) {
        String topic = Topics.AUDIT.name();
        byte[] value = Topics.AUDIT.valueSerde().serializer().serialize(topic, audit);
        return new ProducerRecord<>(topic, Keys.of(audit.shop(), audit.callId()), value);
    }

    @Override
    public void close() {
        writer.close();
    }
}
