package io.stocktide.schemas.topic;

import io.stocktide.schemas.json.JsonSerde;
import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.value.Audit;
import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Connection;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Erasure;
import io.stocktide.schemas.value.Job;
import io.stocktide.schemas.value.LedgerEntry;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.schemas.value.Pulse;
import io.stocktide.schemas.value.Redrive;
import io.stocktide.schemas.value.Replay;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.schemas.value.StockAlert;
import io.stocktide.schemas.value.StockLevel;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/** Every topic of Stocktide, in one place. */
public final class Topics {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    /** Shopify's raw bodies, untouched; its headers ride as record headers. A redelivery has the same key. */
    public static final Topic<byte[]> WEBHOOKS =
            Topic.of("webhooks", Serdes.ByteArray(), Cleanup.COMPACT_DELETE, MONTH);

    /**
     * What tills, warehouses and marketplaces report, and commands to reservations. Not compacted: of two with one key
     * the first counts, and a replay must meet it where it was.
     */
    public static final Topic<ChannelEvent> CHANNEL_EVENTS =
            Topic.of("channel-events", new JsonSerde<>(ChannelEvent.class), Cleanup.DELETE, MONTH);

    /** An inventory item as Shopify held it when it was read. */
    public static final Topic<Snapshot> SNAPSHOTS =
            Topic.of("snapshots", new JsonSerde<>(Snapshot.class), Cleanup.COMPACT_DELETE, MONTH);

    /** Questions for Shopify; a question that is a day old has been asked again or answered. */
    public static final Topic<Lookup> LOOKUPS =
            Topic.of("lookups", new JsonSerde<>(Lookup.class), Cleanup.COMPACT_DELETE, Duration.ofDays(1));

    /** Immutable sets of changes for Shopify, each formed once. */
    public static final Topic<Batch> BATCHES = Topic.of("batches", new JsonSerde<>(Batch.class), Cleanup.DELETE, MONTH);

    /** What became of each batch. */
    public static final Topic<Delivery> DELIVERIES =
            Topic.of("deliveries", new JsonSerde<>(Delivery.class), Cleanup.COMPACT_DELETE, MONTH);

    /** What was decided of reservations, which a replay reads back, and the answers to whoever asked. */
    public static final Topic<ReservationReply> REPLIES =
            Topic.of("replies", new JsonSerde<>(ReservationReply.class), Cleanup.DELETE, MONTH);

    /** How far each shop is connected, so that a load that was cut off is taken up again. */
    public static final Topic<Connection> CONNECTIONS =
            Topic.compacted("connections", new JsonSerde<>(Connection.class));

    /** The last replay of each application, by its id. */
    public static final Topic<Replay> REPLAYS = Topic.compacted("replays", new JsonSerde<>(Replay.class));

    /** The level now; a tombstone where the item is no longer stocked at the location. */
    public static final Topic<StockLevel> STOCK = Topic.compacted("stock", new JsonSerde<>(StockLevel.class));

    /** Every movement with its cause, one record a cause. */
    public static final Topic<LedgerEntry> LEDGER =
            Topic.of("ledger", new JsonSerde<>(LedgerEntry.class), Cleanup.DELETE, QUARTER);

    /** Stock that has become low, or is no longer. */
    public static final Topic<StockAlert> ALERTS =
            Topic.of("alerts", new JsonSerde<>(StockAlert.class), Cleanup.DELETE, MONTH);

    /** What could not be processed, and why. */
    public static final Topic<DeadLetter> DEAD_LETTERS =
            Topic.of("dead-letters", new JsonSerde<>(DeadLetter.class), Cleanup.DELETE, MONTH);

    /** What Shopify's compliance webhooks ask for, ids alone; kept longer than what is to be erased. */
    public static final Topic<Erasure> ERASURES =
            Topic.of("erasures", new JsonSerde<>(Erasure.class), Cleanup.DELETE, QUARTER);

    /** Copies of the raw bodies that concern a customer who asked for them; personal, and erased with the rest. */
    public static final Topic<byte[]> DATA_REQUESTS =
            Topic.of("data-requests", Serdes.ByteArray(), Cleanup.COMPACT_DELETE, MONTH);

    /** What was done about dead letters. Not compacted: each try stands. */
    public static final Topic<Redrive> REDRIVES =
            Topic.of("redrives", new JsonSerde<>(Redrive.class), Cleanup.DELETE, MONTH);

    /** Every call that needed the role {@code operate}: that it was begun, and how it ended. */
    public static final Topic<Audit> AUDIT = Topic.of("audit", new JsonSerde<>(Audit.class), Cleanup.DELETE, QUARTER);

    /** What each instance of each role does, every five seconds; the last hour is read back by whoever shows it. */
    public static final Topic<Pulse> PULSES =
            Topic.of("pulses", new JsonSerde<>(Pulse.class), Cleanup.DELETE, Duration.ofHours(2));

    /** How the delivery to each shop stands. */
    public static final Topic<SyncStatus> SYNC_STATUS =
            Topic.compacted("sync-status", new JsonSerde<>(SyncStatus.class));

    /** What operators have asked for, and how far it is. */
    public static final Topic<Job> JOBS =
            Topic.of("jobs", new JsonSerde<>(Job.class), Cleanup.COMPACT_DELETE, Duration.ofDays(7));

    private Topics() {}

    /** What the topology reads, its own decisions among it. These must have the same number of partitions, or a shop's facts would part ways. */
    public static List<Topic<?>> inputs() {
        return List.of(WEBHOOKS, CHANNEL_EVENTS, SNAPSHOTS, DELIVERIES, BATCHES, REPLIES);
    }

    public static List<Topic<?>> all() {
        return List.of(
                WEBHOOKS,
                CHANNEL_EVENTS,
                SNAPSHOTS,
                LOOKUPS,
                BATCHES,
                DELIVERIES,
                REPLIES,
                REPLAYS,
                CONNECTIONS,
                STOCK,
                LEDGER,
                ALERTS,
                DEAD_LETTERS,
                ERASURES,
                DATA_REQUESTS,
                REDRIVES,
                AUDIT,
                PULSES,
                SYNC_STATUS,
                JOBS);
    }
}
