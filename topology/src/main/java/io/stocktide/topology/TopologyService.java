package io.stocktide.topology;

import io.stocktide.service.access.AuditLog;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.Readiness;
import io.stocktide.service.http.ReadyGauge;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.pulse.PulsePublisher;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import io.stocktide.topology.console.ConsolePage;
import io.stocktide.topology.erasure.Eraser;
import io.stocktide.topology.jobs.JobBoard;
import io.stocktide.topology.jobs.JobOffice;
import io.stocktide.topology.overview.JobRoutes;
import io.stocktide.topology.overview.OverviewRoutes;
import io.stocktide.topology.overview.OverviewStreams;
import io.stocktide.topology.overview.SystemView;
import io.stocktide.topology.reads.AlertDesk;
import io.stocktide.topology.reads.AlertRoutes;
import io.stocktide.topology.reads.DeadLetterRoutes;
import io.stocktide.topology.reads.LetterDesk;
import io.stocktide.topology.reads.Reading;
import io.stocktide.topology.reads.ShopReads;
import io.stocktide.topology.reads.StockRoutes;
import io.stocktide.topology.reads.TraceDesk;
import io.stocktide.topology.reads.TraceRoutes;
import io.stocktide.topology.stream.StockStreams;
import io.stocktide.topology.stream.StreamSettings;
import io.stocktide.topology.streams.ParkedGauges;
import io.stocktide.topology.streams.RecordTraces;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.StateGauges;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The topology role as a service. */
public final class TopologyService implements AutoCloseable {
    private final Map<String, String> client;
    private final InstanceSettings instance;
    private final ShopDirectory shops;
    private final RunningTopology running;
    private final Eraser eraser;
    private final LetterDesk letters;
    private final StockStreams stockStreams;
    private final TraceDesk traces;
    private final AlertDesk alerts;
    private final JobOffice jobs;
    private final SystemView view;
    private final OverviewStreams overviewStreams;
    private final PulsePublisher pulses;
    private final AuditLog audit;
    private final ShopAccess access;
    private final Reading reading;
    private final ServiceHttp http;
    private volatile boolean stopping;
    private volatile boolean caughtUp;

    /** One that is alone. */
    public TopologyService(
            TopologySettings settings,
            StreamsSettings streams,
            HttpSettings httpSettings,
            ShopDirectory shops,
            Metrics metrics) {
        this(settings, streams, InstanceSettings.ALONE, httpSettings, shops, metrics, Tracing.OFF);
    }

    /** @param tracing where its spans go; stays open when the service closes */
    public TopologyService(
            TopologySettings settings,
            StreamsSettings streams,
            InstanceSettings instance,
            HttpSettings httpSettings,
            ShopDirectory shops,
            Metrics metrics,
            Tracing tracing) {
        this.client = streams.client();
        this.instance = instance;
        this.shops = shops;
        TopologyMetrics measures = new TopologyMetrics(metrics.registry(), metrics.shops(), new RecordTraces(tracing));
        this.running = new RunningTopology(new StockTopology(settings, measures), streams);
        StateGauges.register(metrics.registry(), running, streams.stateDir());
        ParkedGauges.register(metrics.registry(), running.activeTasks());
        this.eraser = new Eraser(client, streams.applicationId() + "-eraser", streams.instanceId(), metrics.registry());
        this.letters = new LetterDesk(client, measures::redrive);
        this.traces = new TraceDesk(client);
        this.alerts = new AlertDesk(client);
        this.audit = AuditLog.of("topology", client);
        this.access = new ShopAccess(shops, httpSettings.access(), audit);
        this.reading = new Reading(
                running,
                httpSettings.tls().isPresent() ? "https" : "http",
                streams.applicationServer(),
                client,
                instance.hopSignature(),
                metrics.registry());
        ShopReads reads = new ShopReads(access, reading.copies());
        this.stockStreams = new StockStreams(access, client, StreamSettings.defaults(), metrics.registry());
        this.jobs = JobOffice.of(new JobBoard(streams.applicationId()), client);
        this.view = new SystemView(shops, jobs.board(), client);
        this.overviewStreams = new OverviewStreams(access, view, metrics.registry());
        Readiness readiness = this::notReadyBecause;
        ReadyGauge.register(metrics.registry(), "topology", readiness);
        this.pulses = new PulsePublisher(
                "topology",
                streams::instanceId,
                readiness,
                new TopologyFigures(measures, metrics.registry(), running, reading.lag()),
                metrics.registry(),
                PulsePublisher.writer(client));
        this.http = new ServiceHttp(
                httpSettings,
                metrics.registry(),
                readiness,
                // The first route that fits answers: a stream is no item.
                stockStreams
                        .andThen(new StockRoutes(reads))
                        .andThen(new TraceRoutes(reads, traces))
                        .andThen(new AlertRoutes(access, alerts))
                        .andThen(new DeadLetterRoutes(access, letters, jobs))
                        .andThen(overviewStreams)
                        .andThen(new OverviewRoutes(access, view))
                        .andThen(new JobRoutes(access, view, jobs))
                        .andThen(new ConsolePage())
                        .andThen(audit));
    }

    /** Throws {@link ConfigException} where the cluster is not as the topology needs it. */
    public void start() {
        try (TopicAdmin topics = new TopicAdmin(client)) {
            List<String> faults = topics.check();
            if (!faults.isEmpty()) {
                throw new ConfigException(String.join("; ", faults));
            }
        }
        access.start();
        http.start();
        view.start();
        stockStreams.start();
        overviewStreams.start();
        running.start();
        reading.start();
        eraser.start();
        pulses.start();
    }

    public int port() {
        return http.port();
    }

    /** Why it cannot do its work now; empty where it can. */
    public Optional<String> notReadyBecause() {
        if (stopping) {
            return Optional.of("stopping");
        }
        Optional<String> reason = running.notReadyBecause();
        return reason.isPresent() ? reason : behindAtFirst();
    }

    /** Whoever restarts one instance after the other goes on when this one is ready: its copies must stand in by then. */
    private Optional<String> behindAtFirst() {
        if (caughtUp) {
            return Optional.empty();
        }
        Optional<String> behind = reading.behind();
        caughtUp = behind.isEmpty();
        return behind;
    }

    /**
     * Stops without a failed read, where others have copies: it says that it is not ready and goes on until whoever
     * spreads the load has seen that; then it stops processing, and has standbys answer what still comes. Streams go on at
     * another instance.
     */
    @Override
    public void close() {
        stopping = true;
        reading.remember(shops);
        if (running.hasOthers()) {
            drain();
        }
        pulses.close();
        overviewStreams.close();
        stockStreams.close();
        eraser.close();
        running.close(instance.onStop() == InstanceSettings.OnStop.LEAVE);
        http.close();
        access.close();
        audit.close();
        letters.close();
        jobs.close();
        view.close();
        traces.close();
        alerts.close();
        reading.close();
    }

    private void drain() {
        try {
            TimeUnit.NANOSECONDS.sleep(instance.drain().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever stops it cannot wait.
        }
    }
}
