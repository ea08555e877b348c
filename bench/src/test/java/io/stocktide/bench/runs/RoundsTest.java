package io.stocktide.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    @TempDir
    Path work;

    private final List<String> ran = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void each_round_begins_with_the_next_subject_and_all_of_a_round_have_its_seed() throws Exception {
        rounds(3, scenario("s", takes("a"), takes("b"), takes("c"))).run();

        assertThat(ran).containsExactly("a7", "b7", "c7", "b8", "c8", "a8", "c9", "a9", "b9");
    }

    @Test
    void every_scenario_has_its_first_round_before_any_has_its_second() throws Exception {
        rounds(2, scenario("s", takes("a")), scenario("t", takes("b"))).run();

        assertThat(ran).containsExactly("a7", "b7", "a8", "b8");
    }

    @Test
    void when_the_time_is_over_no_run_begins_and_what_is_left_out_is_said() throws Exception {
        Rounds rounds = rounds(2, scenario("s", takes("a"), takes("b"), takes("c")));

        List<Results> results = rounds.run();

        assertThat(rounds.skipped()).isEqualTo(0);
        assertThat(results.get(0).of("a")).hasSize(2);

        ran.clear();
        Rounds slow = rounds(2, scenario("s", lasts("a", Duration.ofMinutes(6)), lasts("b", Duration.ofMinutes(6))));
        slow.run();

        assertThat(ran).containsExactly("a7", "b7");
        assertThat(slow.skipped()).isEqualTo(2);
        assertThat(said).last().isEqualTo("2 of 4 runs were left out, since the time was over");
    }

    @Test
    void a_subject_that_fails_is_told_with_its_logs_and_the_others_go_on() throws Exception {
        Subject broken = new Subject("broken", (dir, seed) -> {
            Files.writeString(dir.resolve("broken.log"), "why");
            throw new IllegalStateException("it broke");
        });

        Results results = rounds(1, scenario("s", broken, takes("a"))).run().get(0);

        assertThat(ran).containsExactly("a7");
        Failure failure = results.failuresOf("broken").get(0);
        assertThat(failure.why()).isEqualTo("it broke");
        assertThat(failure.dir().resolve("broken.log")).exists();
        assertThat(said)
                .anyMatch(line -> line.contains("FAILED: it broke")
                        && line.contains(failure.dir().toString()));
    }

    @Test
    void each_run_has_a_directory_of_its_own_that_is_gone_after_it() throws Exception {
        Subject writes = new Subject("writes", (dir, seed) -> {
            assertThat(dir).isEmptyDirectory();
            Files.writeString(Files.createDirectory(dir.resolve("data")).resolve("file"), "much");
            return new double[] {1};
        });

        rounds(2, scenario("s", writes)).run();

        assertThat(said).noneMatch(line -> line.contains("FAILED"));
        assertThat(work).isEmptyDirectory();
    }

    private Rounds rounds(int runs, Scenario... scenarios) {
        Rounds.Plan plan = new Rounds.Plan(runs, 7, Duration.ofMinutes(10), work);
        return new Rounds(plan, List.of(scenarios), said::add, nanos::get);
    }

    private static Scenario scenario(String id, Subject... subjects) {
        return new Scenario(id, id, List.of("figure"), List.of(0), List.of(subjects), List.of());
    }

    private Subject takes(String name) {
        return lasts(name, Duration.ZERO);
    }

    private Subject lasts(String name, Duration time) {
        return new Subject(name, (dir, seed) -> {
            ran.add(name + seed);
            nanos.addAndGet(time.toNanos());
            return new double[] {1};
        });
    }
}
