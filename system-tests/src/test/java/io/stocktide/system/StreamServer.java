package io.stocktide.system;

import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.stream.StockStreams;
import io.stocktide.topology.stream.StreamSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance that serves streams and nothing else; a shop's token is its name. */
final class StreamServer implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final StockStreams streams;
    private final ServiceHttp http;

    StreamServer(String bootstrapServers, StreamSettings settings, String... shops) {
        ShopDirectory directory = ShopDirectory.of(Arrays.stream(shops)
                .map(shop -> new ShopConfig(shop, List.of(), List.of(new Secret(shop)), Optional.empty()))
                .toList());
        streams = new StockStreams(
                new ShopAccess(directory), Map.of("bootstrap.servers", bootstrapServers), settings, metrics.registry());
        http = new ServiceHttp(
                        new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(20)),
                        metrics.registry(),
                        Optional::empty,
                        streams)
                .start();
        streams.start();
    }

    static String path(String shop) {
        return "/v1/shops/" + shop + "/stock/stream";
    }

    /** @param lastId null where it begins now */
    EventStreamReader read(String shop, String lastId) throws IOException {
        return EventStreamReader.open(http.port(), path(shop), shop, lastId);
    }

    EventStreamReader readAt(String path, String token) throws IOException {
        return EventStreamReader.open(http.port(), path, token, null);
    }

    /** Asks and never reads. */
    EventStreamReader stall(String shop, String lastId) throws IOException {
        return EventStreamReader.stalled(http.port(), path(shop), shop, lastId);
    }

    double open() {
        return metrics.registry().get("stocktide.stock.streams.open").gauge().value();
    }

    double ended(String reason) {
        var counter = metrics.registry()
                .find("stocktide.stock.streams.ended")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        streams.close();
        http.close();
        metrics.close();
    }
}
