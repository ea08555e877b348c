package io.stocktide.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Target TWICE = Target.atLeast("speed", 2, "ours", 0, "theirs");
    private static final Target MEMORY = Target.atMost("memory", 100, "ours", 1);

    private final Results results = new Results(new Scenario(
            "id",
            "title",
            List.of("a/s", "MiB"),
            List.of(0, 0),
            List.of(new Subject("ours", (dir, seed) -> null), new Subject("theirs", (dir, seed) -> null)),
            List.of(TWICE, MEMORY)));

    @Test
    void the_median_is_the_figure_in_the_middle_and_between_two_their_mean() {
        results.add("ours", 30, 1);
        results.add("ours", 10, 2);
        results.add("ours", 11, 3);

        assertThat(results.median("ours", 0)).isEqualTo(11);

        results.add("ours", 13, 4);

        assertThat(results.median("ours", 0)).isEqualTo(12);
        assertThat(results.least("ours", 0)).isEqualTo(10);
        assertThat(results.most("ours", 0)).isEqualTo(30);
    }

    @Test
    void a_run_without_a_figure_does_not_move_the_median() {
        results.add("ours", 10, Double.NaN);
        results.add("ours", Double.NaN, Double.NaN);

        assertThat(results.median("ours", 0)).isEqualTo(10);
        assertThat(results.median("ours", 1)).isNaN();
    }

    @Test
    void a_ratio_is_met_from_its_bound_on() {
        results.add("theirs", 10, 0);
        results.add("ours", 20, 0);

        assertThat(results.value(TWICE)).isEqualTo(2);
        assertThat(results.outcome(TWICE)).isEqualTo(Results.Outcome.MET);

        results.add("ours", 19, 0);

        assertThat(results.outcome(TWICE)).isEqualTo(Results.Outcome.MISSED);
    }

    @Test
    void a_figure_that_is_to_stay_low_is_missed_above_its_bound() {
        results.add("ours", 0, 100);

        assertThat(results.outcome(MEMORY)).isEqualTo(Results.Outcome.MET);

        results.add("ours", 0, 102);

        assertThat(results.outcome(MEMORY)).isEqualTo(Results.Outcome.MISSED);
    }

    @Test
    void a_target_is_not_measured_where_either_side_has_no_figure() {
        results.add("ours", 20, 0);
        results.fail("theirs", new Failure("gone", Path.of("logs")));

        assertThat(results.outcome(TWICE)).isEqualTo(Results.Outcome.NOT_MEASURED);
        assertThat(results.hasFailed()).isTrue();
    }

    @Test
    void a_run_must_give_a_figure_for_each_column() {
        assertThatThrownBy(() -> results.add("ours", 1)).hasMessageContaining("ours gave 1 figures");
    }
}
