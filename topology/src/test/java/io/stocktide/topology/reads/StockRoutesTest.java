package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.stream.StockStreams;
import io.stocktide.topology.stream.StreamSettings;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StockRoutesTest {
    @Test
    void the_description_lists_exactly_the_routes_that_are_served() throws Exception {
        ShopAccess access = new ShopAccess(ShopDirectory.of(List.of()));
        DeadLetterRoutes letters = new DeadLetterRoutes(access, new LetterDesk(Map.of(), outcome -> {}));
        ShopReads reads = new ShopReads(access, null);
        StockRoutes stock = new StockRoutes(reads);
        AlertRoutes alerts = new AlertRoutes(access, new AlertDesk(Map.of()));
        TraceRoutes traces = new TraceRoutes(reads, new TraceDesk(Map.of()));
        try (Metrics metrics = new Metrics();
                StockStreams streams =
                        new StockStreams(access, Map.of(), StreamSettings.defaults(), metrics.registry());
                ServiceHttp http = new ServiceHttp(
                        new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(1)),
                        metrics.registry(),
                        Optional::empty,
                        streams.andThen(stock).andThen(letters).andThen(traces).andThen(alerts))) {
            http.start();

            assertThat(new TreeSet<>(http.routes())).isEqualTo(described());
        }
    }

    private static Set<String> described() throws Exception {
        Set<String> described = new TreeSet<>();
        try (InputStream in = StockRoutesTest.class.getResourceAsStream("/openapi.json")) {
            JsonNode paths = Json.mapper().readTree(in).get("paths");
            paths.properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        String tag = method.getValue().get("tags").get(0).textValue();
                        if (List.of("stock", "operations").contains(tag)) {
                            described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }
                    }));
        }
        return described;
    }
}
