package io.stocktide.topology.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.metrics.Remembered;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What the state takes: memory off the heap, disk, and the time to have it back. */
public final class StateGauges {
    /** Each property is asked of every store. */
    private static final Duration WHILE = Duration.ofSeconds(10);

    private static final String STORE_METRICS = "stream-state-metrics";
    private static final String MEMTABLES = "size-all-mem-tables";
    private static final String TABLE_READERS = "estimate-table-readers-mem";
    private static final String FILES = "total-sst-files-size";

    private StateGauges() {}

    /** @param stateDir may not be there yet */
    public static void register(MeterRegistry registry, RunningTopology running, Path stateDir) {
        registerMemory(registry, running.streams());
        registerRestores(registry, running.restores());
        bytes(
                registry,
                "stocktide.state.disk.free",
                "Room left to us on the state's disk",
                () -> onDisk(stateDir, File::getUsableSpace));
        bytes(
                registry,
                "stocktide.state.disk.total",
                "The size of the state's disk",
                () -> onDisk(stateDir, File::getTotalSpace));
    }

    private static void registerMemory(MeterRegistry registry, KafkaStreams streams) {
        bytes(
                registry,
                "stocktide.rocksdb.memory.used",
                "What all stores together use of their shared memory: blocks and memtables",
                SharedRocksDbMemory::usedBytes);
        bytes(
                registry,
                "stocktide.rocksdb.memory.pinned",
                "What of it cannot be let go now",
                SharedRocksDbMemory::pinnedBytes);
        bytes(
                registry,
                "stocktide.rocksdb.memory.capacity",
                "What they may use, by --rocksdb-bytes",
                SharedRocksDbMemory::capacityBytes);
        Supplier<Map<String, Double>> stores = new Remembered<>(WHILE, () -> sums(streams));
        bytes(
                registry,
                "stocktide.rocksdb.memtables",
                "Memtables of all stores, which are in the shared memory",
                () -> stores.get().getOrDefault(MEMTABLES, 0.0));
        bytes(
                registry,
                "stocktide.rocksdb.table.readers",
                "Indexes and filters held beside the shared memory",
                () -> stores.get().getOrDefault(TABLE_READERS, 0.0));
        bytes(
                registry,
                "stocktide.rocksdb.files",
                "Files of all stores",
                () -> stores.get().getOrDefault(FILES, 0.0));
    }

    private static void registerRestores(MeterRegistry registry, RestoreProgress restores) {
        Gauge.builder("stocktide.restore.partitions", restores, RestoreProgress::storePartitions)
                .description("Partitions of stores that are being restored to become active here")
                .register(registry);
        Gauge.builder("stocktide.restore.remaining", restores, RestoreProgress::remainingRecords)
                .description("Records that these have still to take from their changelogs")
                .baseUnit("records")
                .register(registry);
        FunctionCounter.builder("stocktide.restored", restores, RestoreProgress::restoredRecords)
                .description("Records taken from changelogs so as to become active here")
                .baseUnit("records")
                .register(registry);
    }

    private static void bytes(MeterRegistry registry, String name, String description, Supplier<Number> bytes) {
        Gauge.builder(name, bytes).description(description).baseUnit("bytes").register(registry);
    }

    private static Map<String, Double> sums(KafkaStreams streams) {
        Map<String, Double> sums = new HashMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            String name = metric.getKey().name();
            boolean wanted = name.equals(MEMTABLES) || name.equals(TABLE_READERS) || name.equals(FILES);
            if (wanted
                    && metric.getKey().group().equals(STORE_METRICS)
                    && metric.getValue().metricValue() instanceof Number bytes) {
                sums.merge(name, bytes.doubleValue(), Double::sum);
            }
        }
        return sums;
    }

    /** Of the directory, or of what it will be made in. */
    private static long onDisk(Path stateDir, ToLongFunction<File> bytes) {
        File dir = stateDir.toAbsolutePath().toFile();
        while (!dir.exists() && dir.getParentFile() != null) {
            dir = dir.getParentFile();
        }
        return bytes.applyAsLong(dir);
    }
}
