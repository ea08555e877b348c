package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stocktide.ingest.IngestService;
import io.stocktide.ingest.IngestSettings;
import io.stocktide.service.http.HttpSettings;
import io.stocktide.service.metrics.Metrics;
import io.stocktide.sink.SinkService;
import io.stocktide.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} shows is what the documents, the rules and the dashboard say. */
@Tag("broker")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
    @TempDir
    static Path dir;

    private Stack stack;
    private Exposition exposed;

    @BeforeAll
    void start() throws Exception {
        stack = Stack.quiet(dir);
        stack.simulator().announce(Stack.SHOP);
        stack.webhook("w-1", "inventory_levels/update", Stack.level(4711, 12));
        stack.awaitAvailable(4711, 12);
        // The JVM tells of pauses from the first one on.
        System.gc();
        await().until(() -> Exposition.of(stack.stockUrl()).has("jvm_gc_pause_seconds_sum"));
        exposed = Exposition.of(stack.stockUrl());
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void the_table_lists_each_metric_of_ours_with_its_type_and_labels_and_no_other() throws Exception {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        MetricsTable.read().forEach((name, row) -> {
            types.put(name, row.type());
            labels.put(name, row.labels());
        });

        assertThat(exposed.ours().types()).isEqualTo(types);
        for (String name : types.keySet()) {
            assertThat(exposed.labels().get(name)).as(name).isEqualTo(labels.get(name));
        }
    }

    @Test
    void a_metric_bears_its_unit_in_its_name_where_it_has_one() throws Exception {
        assertThat(MetricsTable.read().values()).allSatisfy(row -> {
            if (Set.of("seconds", "bytes", "records", "points", "rows").contains(row.unit())) {
                assertThat(row.name()).contains("_" + row.unit());
            }
            assertThat(row.type().equals("counter"))
                    .as(row.name())
                    .isEqualTo(row.name().endsWith("_total"));
            assertThat(row.says()).as(row.name()).isNotEmpty();
        });
    }

    @Test
    void the_table_names_the_roles_that_have_a_metric() throws Exception {
        Map<String, String> kafka = Map.of("bootstrap.servers", stack.bootstrapServers());
        HttpSettings http = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(1));
        try (Metrics ingest = new Metrics();
                Metrics sink = new Metrics();
                var unstartedIngest = new IngestService(IngestSettings.of(kafka, http), stack.shops(), ingest);
                var unstartedSink = new SinkService(SinkSettings.defaults(kafka, http), stack.shops(), sink)) {
            assertThat(names(ingest)).isEqualTo(namesOf("ingest"));
            assertThat(names(sink)).isEqualTo(namesOf("sync-sink"));
        }
        Set<String> elsewhere = new TreeSet<>(MetricsTable.read().keySet());
        elsewhere.removeAll(namesOf("topology"));
        Set<String> others = namesOf("ingest");
        others.addAll(namesOf("sync-sink"));
        assertThat(others).containsAll(elsewhere);
    }

    @Test
    void the_rules_name_metrics_and_labels_that_there_are() throws Exception {
        assertThat(Rules.read()).isNotEmpty().allSatisfy(rule -> requireMetrics(rule.expr()));
    }

    @Test
    void each_query_of_the_dashboard_names_metrics_and_labels_that_there_are() throws Exception {
        assertThat(Dashboard.read().queries()).hasSizeGreaterThan(20).allSatisfy(query -> {
            assertThat(PromQl.metricsOf(query)).as(query).isNotEmpty();
            requireMetrics(query);
        });
    }

    private void requireMetrics(String query) {
        Set<String> labels = new TreeSet<>();
        boolean recorded = false;
        for (String metric : PromQl.metricsOf(query)) {
            recorded |= Rules.records(metric);
            assertThat(exposed.has(metric) || metric.equals("up") || Rules.records(metric))
                    .as("%s in %s", metric, query)
                    .isTrue();
            labels.addAll(exposed.labelsOf(metric));
        }
        if (!recorded) {
            assertThat(labels).as(query).containsAll(PromQl.labelsOf(query));
        }
    }

    private static Set<String> names(Metrics metrics) {
        return Exposition.parse(metrics.registry().scrape()).ours().types().keySet();
    }

    private static Set<String> namesOf(String role) throws Exception {
        Set<String> names = new TreeSet<>();
        MetricsTable.read().forEach((name, row) -> {
            if (row.roles().contains(role)) {
                names.add(name);
            }
        });
        return names;
    }
}
