package io.stocktide.standalone.run;

import io.stocktide.ingest.IngestService;
import io.stocktide.ingest.IngestSettings;
import io.stocktide.service.http.Readiness;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import io.stocktide.sink.SinkService;
import io.stocktide.sink.SinkSettings;
import io.stocktide.sink.reconcile.ReconcileSettings;
import io.stocktide.sink.shopify.ShopifySettings;
import io.stocktide.standalone.broker.Broker;
import io.stocktide.standalone.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker and every role, in this process, but for a fleet of topologies. */
public final class LocalStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    public static final String APPLICATION_ID = "stocktide-topology";
    public static final String INSTANCE_ID = "local-1";

    private final Metrics metrics = new Metrics();
    private final Broker broker;
    private final StackSettings settings;
    private final ShopDirectory shops;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private IngestService ingest;
    private TopologyRole topology;
    private SinkService sink;

    public LocalStack(StackSettings settings, ShopDirectory shops) {
        this(settings, shops, new EmbeddedBroker(settings.dataDir().resolve("kafka"), settings.brokerPort()));
    }

    /** On a broker that is not embedded; it starts and stops with the rest. */
    public LocalStack(StackSettings settings, ShopDirectory shops, Broker broker) {
        this.settings = settings;
        this.shops = shops;
        this.broker = broker;
    }

    private TopologyRole newTopology(Map<String, String> kafka) {
        return settings.fleet().isPresent()
                ? new TopologyFleet(settings, broker.bootstrapServers())
                : new InProcessTopology(settings, kafka, shops, metrics, tracing("topology"));
    }

    /** Starts all of it. Where a part does not start, those before it are stopped and the cause is thrown. */
    public LocalStack start() {
        try {
            start(broker, broker::start);
            startRoles(Map.of("bootstrap.servers", broker.bootstrapServers()));
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Clients are made once the broker answers: made earlier, they would knock without a pause. */
    private void startRoles(Map<String, String> kafka) {
        try (TopicAdmin topics = new TopicAdmin(kafka)) {
            topics.create(settings.partitions(), (short) 1);
        }
        topology = newTopology(kafka);
        start(topology, topology::start);
        sink = new SinkService(
                SinkSettings.defaults(kafka, settings.http(settings.sinkPort()))
                        .withShopify(ShopifySettings.defaults().withUrlTemplate(settings.shopifyUrl()))
                        .withDelivery(settings.delivery()),
                ReconcileSettings.defaults(),
                shops,
                metrics,
                tracing("sync-sink"));
        start(sink, sink::start);
        ingest = new IngestService(
                IngestSettings.of(kafka, settings.http(settings.ingestPort())), shops, metrics, tracing("ingest"));
        start(ingest, ingest::start);
    }

    /** Closed after the role whose spans it sends, since what starts first stops last. */
    private Tracing tracing(String role) {
        Tracing tracing = Tracing.of(settings.tracing(), role);
        started.push(tracing);
        return tracing;
    }

    private void start(AutoCloseable part, Runnable starting) {
        started.push(part);
        starting.run();
    }

    /** Waits until stock can be read and reserved; throws {@link ConfigException} where that takes longer. */
    public LocalStack awaitReady(Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        Readiness readiness = Readiness.allOf(topology::notReadyBecause, ingest::notReadyBecause);
        Optional<String> reason = readiness.notReadyBecause();
        while (reason.isPresent()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new ConfigException("not ready after " + atMost.toSeconds() + " s: " + reason.get());
            }
            Thread.sleep(50);
            reason = readiness.notReadyBecause();
        }
        return this;
    }

    public Metrics metrics() {
        return metrics;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String ingestUrl() {
        return "http://127.0.0.1:" + ingest.port();
    }

    public String stockUrl() {
        return topology.urls().get(0);
    }

    /** Where each instance of the topology answers; the first is {@link #stockUrl()}. */
    public List<String> stockUrls() {
        return topology.urls();
    }

    public String sinkUrl() {
        return "http://127.0.0.1:" + sink.port();
    }

    /** Stops what has started, the last first. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .log("{} did not stop cleanly", part.getClass().getSimpleName());
            }
        }
        metrics.close();
    }
}
