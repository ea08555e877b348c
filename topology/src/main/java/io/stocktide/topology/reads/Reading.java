package io.stocktide.topology.reads;

import io.micrometer.core.instrument.MeterRegistry;
import io.stocktide.service.access.HopSignature;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.routing.Freshness;
import io.stocktide.topology.routing.Hops;
import io.stocktide.topology.routing.InputEnds;
import io.stocktide.topology.routing.NotHereException;
import io.stocktide.topology.routing.Placements;
import io.stocktide.topology.routing.ReadMetrics;
import io.stocktide.topology.streams.RunningTopology;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.state.HostInfo;

/** What reads need beside the state itself, put together: it starts and stops with the service. */
public final class Reading implements AutoCloseable {
    /** What they run is short: a read of a standby, or a body handed on. */
    private static final int HOP_THREADS = 2;

    private final RunningTopology running;
    private final InputEnds ends;
    private final Placements placements;
    private final Waits waits = new Waits();
    private final ExecutorService hopThreads;
    private final Copies copies;
    private final ActiveLag lag;

    /**
     * @param self host:port as other instances know this one
     * @param client as Kafka's clients take it
     * @param scheme http or https, whichever instances listen by
     * @param hopSignature null where instances share no key
     */
    public Reading(
            RunningTopology running,
            String scheme,
            String self,
            Map<String, String> client,
            HopSignature hopSignature,
            MeterRegistry registry) {
        this.running = running;
        ends = new InputEnds(client);
        placements = new Placements(running.streams());
        AtomicInteger number = new AtomicInteger();
        hopThreads = Executors.newFixedThreadPool(HOP_THREADS, task -> {
            Thread thread = new Thread(task, "reads-hop-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        ReadMetrics metrics = new ReadMetrics(registry);
        Freshness freshness = new Freshness(ends);
        LocalStores local = new LocalStores(running, freshness);
        lag = new ActiveLag(running.activeTasks(), local, freshness);
        LagGauges.register(registry, running, local);
        InputLagGauges.register(registry, running.activeTasks(), freshness);
        Hops hops = new Hops(hopSignature, scheme, metrics, hopThreads);
        copies = new Copies(HostInfo.buildFromEndpoint(self), placements, local, hops, waits, metrics);
    }

    public Copies copies() {
        return copies;
    }

    /** How far the active copies here are behind. */
    public ActiveLag lag() {
        return lag;
    }

    /** How many standbys here cannot answer yet, in words; empty where all can. */
    public Optional<String> behind() {
        long behind = running.standbyPartitions().stream()
                .filter(partition -> !canAnswer(partition))
                .count();
        return behind == 0
                ? Optional.empty()
                : Optional.of("the standbys of " + behind + " partitions are not there yet");
    }

    private boolean canAnswer(int partition) {
        try {
            copies.local().standby(partition);
            return true;
        } catch (NotHereException e) {
            return false;
        }
    }

    public void start() {
        ends.start();
    }

    /** Notes where each shop's copies are, to know it still when Streams has stopped. */
    public void remember(ShopDirectory shops) {
        for (ShopConfig shop : shops.all()) {
            try {
                placements.of(shop.shop());
            } catch (NotHereException e) {
                return; // Nothing has been assigned yet.
            }
        }
    }

    @Override
    public void close() {
        ends.close();
        waits.close();
        hopThreads.shutdownNow();
    }
}
