package io.stocktide.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void a_query_names_its_metrics_and_not_its_functions_labels_or_variables() {
        String query = "histogram_quantile(0.99, sum by (job, le) (rate(ack_seconds_bucket{job=~\"$job\","
                + "input=\"not_a_metric\"}[$__rate_interval]))) > 1.5 and on (job) max_over_time(up[5m]) == 1"
                + " or vector(0) unless job:lag:max offset 5m";

        assertThat(PromQl.metricsOf(query)).containsExactly("ack_seconds_bucket", "job:lag:max", "up");
        assertThat(PromQl.labelsOf(query)).containsExactly("input", "job", "le");
    }
}
