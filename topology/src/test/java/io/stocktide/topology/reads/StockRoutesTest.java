package io.stocktide.topology.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.http.ServiceHttp;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.topology.console.ConsolePage;
import io.stocktide.topology.jobs.JobBoard;
import io.stocktide.topology.jobs.JobOffice;
import io.stocktide.topology.overview.JobRoutes;
import io.stocktide.topology.overview.OverviewRoutes;
import io.stocktide.topology.overview.OverviewStreams;
import io.stocktide.topology.overview.SystemView;
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
        JobOffice jobs = JobOffice.of(new JobBoard("a"), Map.of());
        SystemView view = new SystemView(ShopDirectory.of(List.of()), jobs.board(), Map.of());
        DeadLetterRoutes letters = new DeadLetterRoutes(access, new LetterDesk(Map.of(), outcome -> {}), jobs);
        ShopReads reads = new ShopReads(access, null);
        StockRoutes stock = new StockRoutes(reads);
        AlertRoutes alerts = new AlertRoutes(access, new AlertDesk(Map.of()));
        TraceRoutes traces = new TraceRoutes(reads, new TraceDesk(Map.of()));
        try (Metrics metrics = new Metrics();
                StockStreams streams =
                        new StockStreams(access, Map.of(), StreamSettings.defaults(), metrics.registry());
                OverviewStreams overviews = new OverviewStreams(access, view, metrics.registry());
                ServiceHttp http = new ServiceHttp(
                        new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(1)),
                        metrics.registry(),
                        Optional::empty,
                        streams.andThen(stock)
                                .andThen(letters)
                                .andThen(traces)
                                .andThen(alerts)
                                .andThen(overviews)
                                .andThen(new OverviewRoutes(access, view))
                                .andThen(new JobRoutes(access, view, jobs))
                                .andThen(new ConsolePage()))) {
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
                        if (List.of("stock", "console", "operations").contains(tag)
                                // The sink serves it too.
                                || path.getKey().endsWith("/sync")) {
                            described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }
                    }));
        }
        return described;
    }
}
