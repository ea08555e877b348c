package io.stocktide.standalone.verify;

import io.stocktide.schemas.rest.VerifyReport.Fault;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** A rule that must hold between the records of one partition number, of several topics. */
interface Check {
    /** Its topics, in the order in which they are to be read. */
    List<String> topics();

    /** Those of which later records may show that there was no fault. */
    List<String> topicsThatSettle();

    /** Throws {@link SerializationException} or {@link IllegalArgumentException} where the record is none of its topic. */
    void accept(ConsumerRecord<byte[], byte[]> record);

    /** What does not hold, as far as has been read. */
    List<Fault> faults();
}
