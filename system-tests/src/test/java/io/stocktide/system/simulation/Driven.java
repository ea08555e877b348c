package io.stocktide.system.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology, driven without a broker, with all that went in and came out. */
final class Driven implements AutoCloseable {
    private static final List<Topic<?>> OUTPUTS =
            List.of(Topics.STOCK, Topics.LEDGER, Topics.BATCHES, Topics.LOOKUPS, Topics.REPLIES, Topics.DEAD_LETTERS);

    /** Each look at the agenda costs as much as a record. */
    private static final long WALL_CLOCK_TICK_MILLIS = 5_000;

    private final Path dir;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new LinkedHashMap<>();
    private final Map<String, TestOutputTopic<String, byte[]>> outputs = new LinkedHashMap<>();
    private final Map<String, List<TestRecord<String, byte[]>>> in = new LinkedHashMap<>();
    private final Map<String, List<TestRecord<String, byte[]>>> out = new LinkedHashMap<>();
    private long wallMillis;

    Driven(TopologySettings settings, long startMillis) {
        wallMillis = startMillis;
        try {
            dir = Files.createTempDirectory("stocktide-simulation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        driver = new TopologyTestDriver(
                new StockTopology(settings, new TopologyMetrics(new SimpleMeterRegistry())).get(),
                properties(dir),
                Instant.ofEpochMilli(startMillis));
        for (Topic<?> topic : Topics.inputs()) {
            inputs.put(
                    topic.name(),
                    driver.createInputTopic(
                            topic.name(),
                            Serdes.String().serializer(),
                            Serdes.ByteArray().serializer()));
            in.put(topic.name(), new ArrayList<>());
        }
        for (Topic<?> topic : OUTPUTS) {
            outputs.put(
                    topic.name(),
                    driver.createOutputTopic(
                            topic.name(),
                            Serdes.String().deserializer(),
                            Serdes.ByteArray().deserializer()));
            out.put(topic.name(), new ArrayList<>());
        }
    }

    private static Properties properties(Path dir) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "simulation");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
        return properties;
    }

    void pipe(Topic<?> topic, TestRecord<String, byte[]> record) {
        in.get(topic.name()).add(record);
        inputs.get(topic.name()).pipeInput(record);
    }

    <V> void pipe(Topic<V> topic, String key, V value, long recordMillis) {
        byte[] json = topic.valueSerde().serializer().serialize(topic.name(), value);
        pipe(topic, new TestRecord<>(key, json, Instant.ofEpochMilli(recordMillis)));
    }

    /** Lets the wall clock come to a time. */
    void wallClock(long millis) {
        if (millis - wallMillis >= WALL_CLOCK_TICK_MILLIS) {
            driver.advanceWallClockTime(Duration.ofMillis(millis - wallMillis));
            wallMillis = millis;
        }
    }

    /** What has come out on a topic since the last call. */
    List<TestRecord<String, byte[]>> take(Topic<?> topic) {
        TestOutputTopic<String, byte[]> output = outputs.get(topic.name());
        if (output.isEmpty()) {
            return List.of();
        }
        List<TestRecord<String, byte[]>> records = output.readRecordsToList();
        out.get(topic.name()).addAll(records);
        return records;
    }

    /** All that has come out on a topic. */
    List<TestRecord<String, byte[]>> out(Topic<?> topic) {
        take(topic);
        return out.get(topic.name());
    }

    /** All that was piped in on a topic. */
    List<TestRecord<String, byte[]>> in(Topic<?> topic) {
        return in.get(topic.name());
    }

    static List<Topic<?>> outputTopics() {
        return OUTPUTS;
    }

    static <V> V value(Topic<V> topic, TestRecord<String, byte[]> record) {
        return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
