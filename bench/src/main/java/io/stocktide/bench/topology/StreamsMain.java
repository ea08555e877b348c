package io.stocktide.bench.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.bench.process.Roles;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Stocktide's topology without the role around it, to see what a promise costs that the role does not let anyone take
 * back.
 */
public final class StreamsMain {
    private StreamsMain() {}

    /** Arguments: bootstrap servers, state directory, Kafka Streams' processing guarantee, whether with the ledger. */
    public static void main(String[] arguments) throws InterruptedException {
        StreamsSettings settings = new StreamsSettings(
                Roles.TOPOLOGY_GROUP,
                "1",
                "127.0.0.1:1",
                Path.of(arguments[1]),
                2,
                0,
                Map.of("bootstrap.servers", arguments[0]));
        Map<String, Object> properties = settings.properties();
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, arguments[2]);
        StockTopology topology = new StockTopology(
                TopologySettings.defaults().withSettling(Duration.ofHours(1)),
                new TopologyMetrics(new SimpleMeterRegistry()));
        boolean ledger = Boolean.parseBoolean(arguments[3]);
        KafkaStreams streams = new KafkaStreams(
                topology.get(),
                new StreamsConfig(properties),
                ledger ? new DefaultKafkaClientSupplier() : new WithoutLedger());
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
        Thread.currentThread().join();
    }

    /** Drops what goes to the ledger, after it was made and before it is sent. */
    private static final class WithoutLedger extends DefaultKafkaClientSupplier {
        @Override
        public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
            return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                    return record.topic().equals(Topics.LEDGER.name())
                            ? dropped(record, callback)
                            : super.send(record, callback);
                }
            };
        }

        private static Future<RecordMetadata> dropped(ProducerRecord<byte[], byte[]> record, Callback callback) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            RecordMetadata metadata = new RecordMetadata(partition, -1, -1, record.timestamp(), -1, -1);
            callback.onCompletion(metadata, null);
            return CompletableFuture.completedFuture(metadata);
        }
    }
}
