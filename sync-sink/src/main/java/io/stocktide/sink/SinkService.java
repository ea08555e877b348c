package io.stocktide.sink;

import io.stocktide.schemas.topic.ShopPartitioner;
import io.stocktide.schemas.topic.Topics;
import io.stocktide.schemas.value.Job;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.ReadyGauge;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.kafka.TopicFeed;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.pulse.PulsePublisher;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.async.Permits;
import io.stocktide.sink.async.Workers;
import io.stocktide.sink.connect.ShopTopics;
import io.stocktide.sink.delivery.Backlog;
import io.stocktide.sink.delivery.BatchHandler;
import io.stocktide.sink.delivery.DeliveryWriter;
import io.stocktide.sink.facts.FactWriter;
import io.stocktide.sink.gate.ShopGates;
import io.stocktide.sink.lane.FlowLimits;
import io.stocktide.sink.lane.LaneHandler;
import io.stocktide.sink.lane.Lanes;
import io.stocktide.sink.lane.RecordPump;
import io.stocktide.sink.lookup.LookupHandler;
import io.stocktide.sink.measure.SinkFigures;
import io.stocktide.sink.measure.SinkMetrics;
import io.stocktide.sink.read.ItemReader;
import io.stocktide.sink.read.ShopReader;
import io.stocktide.sink.reconcile.ReconcileSettings;
import io.stocktide.sink.reconcile.Reconciler;
import io.stocktide.sink.reconcile.Requests;
import io.stocktide.sink.shopify.AccessTokens;
import io.stocktide.sink.shopify.CallClass;
import io.stocktide.sink.shopify.CallEvents;
import io.stocktide.sink.shopify.CostBudgets;
import io.stocktide.sink.shopify.Patience;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.ShopifyClient;
import io.stocktide.sink.status.ReadingTimes;
import io.stocktide.sink.status.ShopBoard;
import io.stocktide.sink.status.StatusRoutes;
import io.stocktide.sink.status.StatusTeller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;

/** The sink as a service: batches to Shopify, look-ups from Shopify, and its health over HTTP. */
public final class SinkService implements AutoCloseable {
    /** Work here parses answers and starts calls; it never waits for Shopify. */
    private static final int WORKERS = Math.max(4, Runtime.getRuntime().availableProcessors());

    /** What look-ups leave of each shop's cost bucket, so that a delivery never waits for points they spent. */
    private static final double LOOKUPS_KEEP_BACK = 0.25;

    /** What reconciliation leaves, in which every delivery and every look-up comes before it. */
    private static final double RECONCILIATION_KEEPS_BACK = 0.5;

    private static final Duration PRODUCER_CLOSE = Duration.ofSeconds(5);

    private final SinkSettings settings;
    private final KafkaClients kafka;
    private final AccessTokens tokens;
    private final SinkMetrics metrics;
    private final Tracing tracing;
    private final Workers workers = new Workers("sink", WORKERS);
    private final CostBudgets budgets = new CostBudgets();
    private final InstantSource clock = InstantSource.system();
    private final ShopGates gates;
    private final Backlog backlog = new Backlog();
    private final ShopAccess access;
    private final ServiceHttp http;
    private final ShopifyClient client;
    private final Producer<String, byte[]> producer;
    private final List<RecordPump> pumps;
    private final Reconciler reconciler;
    private final TopicFeed jobs;
    private final StatusTeller statuses;
    private final PulsePublisher pulses;
    private final ReadingTimes readings = new ReadingTimes();
    private volatile boolean started;
    private volatile boolean stopping;

    public SinkService(SinkSettings settings, ShopDirectory shops, Metrics metrics) {
        this(settings, ReconcileSettings.defaults(), shops, metrics);
    }

    /** @param reconcile when connected shops are read again */
    public SinkService(SinkSettings settings, ReconcileSettings reconcile, ShopDirectory shops, Metrics metrics) {
        this(settings, reconcile, shops, metrics, Tracing.OFF);
    }

    /** @param tracing where its spans go; stays open when the service closes */
    public SinkService(
            SinkSettings settings, ReconcileSettings reconcile, ShopDirectory shops, Metrics metrics, Tracing tracing) {
        this(settings, reconcile, shops, metrics, tracing, KafkaClients.of(settings.kafka()));
    }

    SinkService(
            SinkSettings settings,
            ReconcileSettings reconcile,
            ShopDirectory shops,
            Metrics metrics,
            Tracing tracing,
            KafkaClients kafka) {
        this.settings = settings;
        this.kafka = kafka;
        this.tracing = tracing;
        this.metrics = new SinkMetrics(metrics.registry(), metrics.shops());
        this.gates = new ShopGates(settings.gate(), clock);
        this.client = new ShopifyClient(settings.shopify(), workers);
        this.tokens = new AccessTokens(shops, client, clock);
        this.producer = kafka.producer();
        this.access = new ShopAccess(shops, settings.http().access());
        ShopBoard board = new ShopBoard(tokens, gates, budgets, backlog, readings, clock);
        Set<String> names = shops.all().stream().map(ShopConfig::shop).collect(Collectors.toCollection(TreeSet::new));
        watch(board, names);
        this.http = new ServiceHttp(
                settings.http(), metrics.registry(), this::notReadyBecause, new StatusRoutes(access, board));
        ReadyGauge.register(metrics.registry(), "sync-sink", this::notReadyBecause);
        RecordPump deliveries = deliveries();
        this.pumps = List.of(deliveries, lookups());
        Predicate<String> owned = shop -> isOwned(deliveries, shop);
        Requests requests = new Requests(names);
        this.jobs = kafka.feed("sink-jobs", sources(requests, names));
        this.reconciler = new Reconciler(reconcile, reconciling(reconcile, shops, owned, requests));
        this.statuses = new StatusTeller(names, owned, jobs::isCaughtUp, board, new FactWriter(producer));
        this.pulses = new PulsePublisher(
                "sync-sink",
                () -> PulsePublisher.hostAndPort(port()),
                this::notReadyBecause,
                new SinkFigures(),
                metrics.registry(),
                kafka.pulses());
    }

    /** Starts to listen and to consume; throws where the port is taken. */
    public SinkService start() {
        access.start();
        http.start();
        pumps.forEach(RecordPump::start);
        reconciler.start();
        jobs.start();
        statuses.start();
        pulses.start();
        started = true;
        return this;
    }

    public int port() {
        return http.port();
    }

    /**
     * Lets calls under way finish within the grace and commits what is finished. What is not will be done again at the
     * next start, with the same keys.
     */
    @Override
    public void close() {
        stopping = true;
        pulses.close();
        statuses.close();
        jobs.close();
        reconciler.close();
        pumps.forEach(RecordPump::stop);
        pumps.forEach(RecordPump::close);
        producer.close(PRODUCER_CLOSE);
        workers.close();
        if (started) {
            http.close();
        }
        access.close();
    }

    private void watch(ShopBoard board, Set<String> names) {
        metrics.watchShops(state -> board.count(names, state), board::longestDrainSeconds, board::longestShutSeconds);
        metrics.watchEachShop(
                "stocktide.shop.cost.left.points", "Points left in a shop's bucket", names, board::pointsLeft);
        metrics.watchEachShop(
                "stocktide.shop.cost.maximum.points", "What a shop's bucket holds", names, board::pointsAtMost);
        metrics.watchEachShop(
                "stocktide.shop.pending.rows", "Rows that wait for Shopify, by shop", names, backlog::rows);
        metrics.watchEachShop(
                "stocktide.shop.breaker.open",
                "1 where a shop's breaker is open; of the others how many",
                names,
                board::breakerOpen);
    }

    /** What was asked for and what was told before this start, and since. */
    private List<TopicFeed.Source<?>> sources(Requests requests, Set<String> names) {
        return List.of(
                TopicFeed.Source.whole(Topics.JOBS, (key, job) -> {
                    requests.take(key, job);
                    if (job != null && job.state() == Job.State.REQUESTED) {
                        reconciler.wake();
                    }
                }),
                TopicFeed.Source.whole(Topics.SYNC_STATUS, (key, status) -> {
                    if (status != null && status.lastReconciledAt() != null && names.contains(status.shop())) {
                        readings.read(status.shop(), status.lastReconciledAt());
                    }
                }));
    }

    private RecordPump deliveries() {
        FactWriter facts = new FactWriter(producer);
        ShopifyCaller caller = caller(settings.maxDeliveriesInFlight(), 0, metrics.deliveryCalls());
        DeliveryWriter writer = new DeliveryWriter(facts, metrics, clock);
        return pump(
                Topics.BATCHES.name(),
                settings.groupId(),
                new BatchHandler(caller, writer, metrics, settings.delivery(), backlog, clock, tracing),
                1);
    }

    /** A consumer and lanes of their own: a look-up never stands before a batch. */
    private RecordPump lookups() {
        ShopifyCaller caller = caller(settings.maxLookupsInFlight(), LOOKUPS_KEEP_BACK, metrics.lookupCalls());
        LookupHandler handler = new LookupHandler(new ItemReader(caller), new FactWriter(producer), metrics);
        return pump(Topics.LOOKUPS.name(), settings.groupId() + "-lookups", handler, ItemReader.MAX_IDS);
    }

    /** Whoever delivers to a shop reads it again too. */
    private Reconciler.Surroundings reconciling(
            ReconcileSettings reconcile, ShopDirectory shops, Predicate<String> owned, Requests requests) {
        ShopifyCaller caller = caller(settings.maxLookupsInFlight(), RECONCILIATION_KEEPS_BACK, metrics.lookupCalls());
        FactWriter facts = new FactWriter(producer);
        return new Reconciler.Surroundings(
                shops.all().stream()
                        .filter(ShopConfig::hasAdminAccess)
                        .map(ShopConfig::shop)
                        .toList(),
                owned,
                () -> new ShopTopics(kafka.consumer(settings.groupId() + "-reconciliation"), facts),
                shop -> new ShopReader(caller, shop, () -> stopping, reconcile.budgetShare(), Patience.ASKS_AGAIN),
                facts,
                requests,
                jobs::isCaughtUp,
                readings,
                metrics,
                clock);
    }

    /** Where no partition is ours, nothing is asked: Kafka may be away. */
    private boolean isOwned(RecordPump deliveries, String shop) {
        Set<Integer> partitions = deliveries.partitions();
        return !partitions.isEmpty() && partitions.contains(partitionOf(shop));
    }

    private int partitionOf(String shop) {
        return ShopPartitioner.partitionOfShop(
                shop, producer.partitionsFor(Topics.BATCHES.name()).size());
    }

    private ShopifyCaller caller(int inFlight, double keepBackShare, CallEvents events) {
        CallClass callClass = new CallClass(new Permits(inFlight, workers), keepBackShare, events);
        return new ShopifyCaller(client, tokens, budgets, gates, settings.retry(), workers, callClass);
    }

    private RecordPump pump(String topic, String groupId, LaneHandler handler, int maxPerTurn) {
        Lanes lanes = new Lanes(handler, maxPerTurn, workers);
        RecordPump pump =
                new RecordPump(topic, () -> kafka.consumer(groupId), lanes, FlowLimits.DEFAULT, settings.stopGrace());
        metrics.watchLanes(topic, lanes::busy, pump::lagRecords);
        return pump;
    }

    private Optional<String> notReadyBecause() {
        if (stopping) {
            return Optional.of("stopping");
        }
        return pumps.stream().flatMap(pump -> pump.notReadyBecause().stream()).findFirst();
    }
}
