package io.stocktide.standalone.run;

import io.stocktide.service.http.AccessSettings;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.trace.TracingSettings;
import io.stocktide.sink.delivery.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A stack in one process.
 *
 * @param dataDir where Kafka's data and the state lie
 * @param brokerPort 0 takes any free one, as do the others
 * @param shopifyUrl where Shopify is; {@code {shop}} stands for the shop's domain
 * @param settling see {@code TopologySettings}
 * @param delivery how patient the sink is
 * @param access whom the roles let in
 * @param fleet the topologies, where there are several; empty for one, in this process
 * @param tracing where traces go; empty where there are none
 */
public record StackSettings(
        Path dataDir,
        String host,
        int brokerPort,
        int ingestPort,
        int topologyPort,
        int sinkPort,
        int partitions,
        String shopifyUrl,
        Duration settling,
        DeliverySettings delivery,
        AccessSettings access,
        Optional<Fleet> fleet,
        Optional<TracingSettings> tracing) {
    /** Beside a simulated shop one token stands for all of its tills and warehouses. */
    private static final AccessSettings AS_FAST_AS_THEY_LIKE = new AccessSettings(Optional.empty(), 1_000_000);

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** Every port free, for runs beside others. */
    public static StackSettings onFreePorts(Path dataDir, String shopifyUrl, Duration settling) {
        return new StackSettings(
                dataDir,
                "127.0.0.1",
                0,
                0,
                0,
                0,
                4,
                shopifyUrl,
                settling,
                DeliverySettings.defaults(),
                AS_FAST_AS_THEY_LIKE,
                Optional.empty(),
                Optional.empty());
    }

    public StackSettings withDelivery(DeliverySettings other) {
        return with(other, access, tracing);
    }

    public StackSettings withTracing(TracingSettings other) {
        return with(delivery, access, Optional.of(other));
    }

    public StackSettings withAccess(AccessSettings other) {
        return with(delivery, other, tracing);
    }

    private StackSettings with(
            DeliverySettings newDelivery, AccessSettings newAccess, Optional<TracingSettings> newTracing) {
        return new StackSettings(
                dataDir,
                host,
                brokerPort,
                ingestPort,
                topologyPort,
                sinkPort,
                partitions,
                shopifyUrl,
                settling,
                newDelivery,
                newAccess,
                fleet,
                newTracing);
    }

    HttpSettings http(int port) {
        return new HttpSettings(host, port, GRACE).withAccess(access);
    }
}
