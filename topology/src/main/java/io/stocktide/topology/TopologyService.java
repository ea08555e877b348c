package io.stocktide.topology;

import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.kafka.TopicAdmin;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.erasure.Eraser;
import io.stocktide.topology.reads.DeadLetterRoutes;
import io.stocktide.topology.reads.LetterDesk;
import io.stocktide.topology.reads.LocalStores;
import io.stocktide.topology.reads.ShopReads;
import io.stocktide.topology.reads.StockRoutes;
import io.stocktide.topology.stream.StockStreams;
import io.stocktide.topology.stream.StreamSettings;
import io.stocktide.topology.streams.RunningTopology;
import io.stocktide.topology.streams.StockTopology;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologyMetrics;
import io.stocktide.topology.streams.TopologySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topology role as a service. */
public final class TopologyService implements AutoCloseable {
    private final Map<String, String> client;
    private final RunningTopology running;
    private final Eraser eraser;
    private final LetterDesk letters;
    private final StockStreams stockStreams;
    private final ServiceHttp http;

    public TopologyService(
            TopologySettings settings,
            StreamsSettings streams,
            HttpSettings httpSettings,
            ShopDirectory shops,
            Metrics metrics) {
        this.client = streams.client();
        TopologyMetrics measures = new TopologyMetrics(metrics.registry());
        this.running = new RunningTopology(new StockTopology(settings, measures), streams);
        this.eraser = new Eraser(client, streams.applicationId() + "-eraser", streams.instanceId(), metrics.registry());
        this.letters = new LetterDesk(client, measures::redrive);
        ShopAccess access = new ShopAccess(shops);
        this.stockStreams = new StockStreams(access, client, StreamSettings.defaults(), metrics.registry());
        StockRoutes stock = new StockRoutes(new ShopReads(access, new LocalStores(running.streams(), running::isLive)));
        this.http = new ServiceHttp(
                httpSettings,
                metrics.registry(),
                running,
                // The first route that fits answers: a stream is no item.
                stockStreams.andThen(stock).andThen(new DeadLetterRoutes(access, letters)));
    }

    /** Throws {@link ConfigException} where the cluster is not as the topology needs it. */
    public void start() {
        try (TopicAdmin topics = new TopicAdmin(client)) {
            List<String> faults = topics.check();
            if (!faults.isEmpty()) {
                throw new ConfigException(String.join("; ", faults));
            }
        }
        http.start();
        stockStreams.start();
        running.start();
        eraser.start();
    }

    public int port() {
        return http.port();
    }

    /** Why it cannot do its work now; empty where it can. */
    public Optional<String> notReadyBecause() {
        return running.notReadyBecause();
    }

    /** Reads stay up until the state is closed; streams go on at another instance. */
    @Override
    public void close() {
        stockStreams.close();
        eraser.close();
        running.close();
        http.close();
        letters.close();
    }
}
