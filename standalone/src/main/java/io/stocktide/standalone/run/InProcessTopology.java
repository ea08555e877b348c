package io.stocktide.standalone.run;

import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.trace.Tracing;
import io.stocktide.topology.InstanceSettings;
import io.stocktide.topology.TopologyService;
import io.stocktide.topology.replay.LastReplay;
import io.stocktide.topology.streams.StreamsSettings;
import io.stocktide.topology.streams.TopologySettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance in this process, without standbys: there is no other that could hold them. */
final class InProcessTopology implements TopologyRole {
    private final TopologyService service;

    InProcessTopology(
            StackSettings settings, Map<String, String> kafka, ShopDirectory shops, Metrics metrics, Tracing tracing) {
        StreamsSettings streams = new StreamsSettings(
                LocalStack.APPLICATION_ID,
                LocalStack.INSTANCE_ID,
                "127.0.0.1:" + settings.topologyPort(),
                settings.dataDir().resolve("state"),
                2,
                0,
                kafka);
        service = new TopologyService(
                TopologySettings.defaults()
                        .withSettling(settings.settling())
                        .withReplay(LastReplay.planOf(kafka, LocalStack.APPLICATION_ID)),
                streams,
                InstanceSettings.ALONE,
                settings.http(settings.topologyPort()),
                shops,
                metrics,
                tracing);
    }

    @Override
    public void start() {
        service.start();
    }

    @Override
    public Optional<String> notReadyBecause() {
        return service.notReadyBecause();
    }

    @Override
    public List<String> urls() {
        return List.of("http://127.0.0.1:" + service.port());
    }

    @Override
    public void close() {
        service.close();
    }
}
