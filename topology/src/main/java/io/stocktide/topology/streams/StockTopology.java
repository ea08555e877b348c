package io.stocktide.topology.streams;

import io.stocktide.schemas.topic.Keys;
import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topic;
import io.stocktide.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * One sub-topology: all inputs of a partition meet in one task, which holds the state of the shops of that partition.
 *
 * <pre>{@code
 * webhooks ───────▶ webhook ──────┐
 * channel-events ─▶ channel-event ┤               ┌▶ stock, ledger, alerts
 * deliveries ─────▶ delivery ─────┤ shop-state,   ├▶ lookups, dead-letters, erasures
 * snapshots ──────▶ snapshot ─────┤ history,      │
 * batches ────────▶ batch ────────┤ seen-*        ├▶ batches
 * replies ────────▶ reply ────────┘               └▶ replies
 * }</pre>
 */
public final class StockTopology implements Supplier<Topology> {
    /** Where a shop's records lie, for sinks and for {@code queryMetadataForKey}. */
    public static final StreamPartitioner<String, Object> BY_SHOP =
            (topic, key, value, partitions) -> Optional.of(Set.of(partitionOf(key, partitions)));

    private static final List<Topic<?>> OUTPUTS = List.of(
            Topics.STOCK,
            Topics.LEDGER,
            Topics.ALERTS,
            Topics.BATCHES,
            Topics.LOOKUPS,
            Topics.REPLIES,
            Topics.DEAD_LETTERS,
            Topics.ERASURES);

    private final TopologySettings settings;
    private final TopologyMetrics metrics;
    private final ActiveTasks activeTasks = new ActiveTasks();

    public StockTopology(TopologySettings settings, TopologyMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public Topology get() {
        Topology topology = new Topology();
        add(topology, Topics.WEBHOOKS, "webhook", () -> new WebhookProcessor(settings, metrics));
        add(topology, Topics.CHANNEL_EVENTS, "channel-event", () -> new ChannelEventProcessor(settings, metrics));
        add(topology, Topics.DELIVERIES, "delivery", () -> new DeliveryProcessor(settings, metrics));
        add(topology, Topics.SNAPSHOTS, "snapshot", () -> new SnapshotProcessor(settings, metrics, activeTasks));
        add(topology, Topics.BATCHES, "batch", () -> new BatchProcessor(settings, metrics));
        add(topology, Topics.REPLIES, "reply", () -> new ReplyProcessor(settings, metrics));
        // One that follows another would litter the cluster with changelogs; it begins anew where it fails.
        boolean logged = !settings.replay().follows();
        String[] processors = {"webhook", "channel-event", "delivery", "snapshot", "batch", "reply"};
        topology.addStateStore(Stores.keyValue(Stores.SHOP_STATE, logged), processors);
        topology.addStateStore(Stores.keyValue(Stores.HISTORY, logged), processors);
        // The snapshot's has them all, since it is the one that does the task's work beside the records.
        topology.addStateStore(
                Stores.seen(Stores.SEEN_WEBHOOKS, settings.webhookMemory(), logged), "webhook", "snapshot");
        topology.addStateStore(
                Stores.seen(Stores.SEEN_EVENTS, settings.eventMemory(), logged),
                "channel-event",
                "delivery",
                "batch",
                "snapshot");
        for (Topic<?> output : OUTPUTS) {
            topology.addSink(
                    sinkOf(output),
                    output.name(),
                    Serdes.String().serializer(),
                    Serdes.ByteArray().serializer(),
                    BY_SHOP,
                    processors);
        }
        return topology;
    }

    /** A tick names its partition itself. */
    private static int partitionOf(String key, int partitions) {
        return Keys.isControl(key)
                ? FenceMarkers.partitionOfTick(key)
                : ShopPartitioner.partitionOfKey(key, partitions);
    }

    /** The replay that its state is of. */
    ReplayPlan replay() {
        return settings.replay();
    }

    /** Those of its tasks that run in this process. */
    ActiveTasks activeTasks() {
        return activeTasks;
    }

    static String sinkOf(Topic<?> topic) {
        return "to-" + topic.name();
    }

    private static void add(
            Topology topology,
            Topic<?> input,
            String name,
            ProcessorSupplier<String, byte[], String, byte[]> processor) {
        String source = "from-" + input.name();
        topology.addSource(
                source, Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), input.name());
        topology.addProcessor(name, processor, source);
    }
}
