package io.stocktide.topology.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.schemas.topic.RecordHeaders;
import io.stocktide.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ErasureWriterTest {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final ErasureWriter writer = new ErasureWriter(producer);

    private static ConsumerRecord<String, byte[]> record() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("webhooks", 3, 17, "s/w", new byte[] {1});
        record.headers().add(RecordHeaders.TOPIC, "orders/create".getBytes(StandardCharsets.UTF_8));
        record.headers().add(RecordHeaders.HMAC, new byte[] {9});
        return record;
    }

    @Test
    void a_tombstone_has_the_key_and_the_partition_of_the_record() {
        writer.erase(record());

        assertThat(producer.history()).containsExactly(new ProducerRecord<>("webhooks", 3, "s/w", null));
    }

    @Test
    void what_did_not_reach_the_brokers_is_not_done() {
        writer.erase(record());
        producer.errorNext(new NotEnoughReplicasException("test"));

        assertThatThrownBy(writer::flush)
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(NotEnoughReplicasException.class);
    }

    @Test
    void a_copy_keeps_its_topic_so_that_it_is_found_by_a_later_erasure() {
        ErasureWriter.Copy unused = writer.copy(record(), Topics.DATA_REQUESTS, "s/9999/w");

        ProducerRecord<String, byte[]> copy = producer.history().get(0);
        assertThat(copy.topic()).isEqualTo("data-requests");
        assertThat(copy.value()).containsExactly(1);
        assertThat(copy.headers())
                .singleElement()
                .satisfies(header -> assertThat(header.value()).asString().isEqualTo("orders/create"));
    }
}
