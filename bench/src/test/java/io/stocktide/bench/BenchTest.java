package io.stocktide.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stocktide.bench.runs.Rounds;
import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Size;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
    private static final Path WORK = Path.of("work");

    @Test
    void everything_is_run_five_times_within_two_hours_unless_it_is_told_otherwise() {
        assertThat(parsed().size()).isEqualTo(Size.FULL);
        assertThat(parsed().plan(WORK)).isEqualTo(new Rounds.Plan(5, 1, Duration.ofMinutes(240), WORK));
        assertThat(parsed("--runs", "3", "--seed", "9", "--minutes", "10").plan(WORK))
                .isEqualTo(new Rounds.Plan(3, 9, Duration.ofMinutes(10), WORK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--quick", "--smoke"})
    void in_a_hurry_one_run_is_enough_unless_more_are_asked_for(String hurry) {
        assertThat(parsed(hurry).plan(WORK).runs()).isEqualTo(1);
        assertThat(parsed(hurry, "--runs", "2").plan(WORK).runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--quick --smoke", "--runs 0", "--minutes 0", "--only nothing", "--runs many", "--unheard-of"})
    void wrong_usage_is_said_with_exit_code_2_before_anything_starts(String arguments) {
        StringWriter said = new StringWriter();
        int code = Bench.commandLine(new Bench()).setErr(new PrintWriter(said)).execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).startsWith("bench: ").hasLineCount(1);
    }

    @Test
    void who_names_scenarios_gets_those_alone_whatever_the_size() {
        List<Scenario> all = Scenarios.all(WORK, Size.QUICK);

        assertThat(Scenarios.chosen(all, Size.QUICK, Set.of("lines", "shops")))
                .extracting(Scenario::id)
                .containsExactlyInAnyOrder("lines", "shops");
        assertThatThrownBy(() -> Scenarios.chosen(all, Size.QUICK, Set.of("lines", "shop")))
                .hasMessageContaining("there is no shop; there are topology,");
    }

    @Test
    void in_a_hurry_only_the_main_comparisons_are_run() {
        assertThat(Scenarios.chosen(Scenarios.all(WORK, Size.FULL), Size.FULL, Set.of()))
                .hasSizeGreaterThan(7);
        assertThat(Scenarios.chosen(Scenarios.all(WORK, Size.QUICK), Size.QUICK, Set.of()))
                .extracting(Scenario::id)
                .contains("topology")
                .doesNotContain("restart", "skus");
    }

    private static Bench parsed(String... arguments) {
        Bench bench = new Bench();
        Bench.commandLine(bench).parseArgs(arguments);
        return bench;
    }
}
