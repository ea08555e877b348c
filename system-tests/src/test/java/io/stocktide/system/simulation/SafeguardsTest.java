package io.stocktide.system.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stocktide.topology.facts.Safeguard;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test is tested: what a safeguard keeps right goes wrong without it, and the simulation sees that. */
class SafeguardsTest {
    private static final int SEEDS = 10;
    private static final int EVENTS = 60;
    private static final int FEW = 15;

    @ParameterizedTest
    @EnumSource
    void without_a_safeguard_some_life_goes_wrong(Safeguard missing) {
        assertThat(firstFailing(missing)).as("seeds tried: %d", SEEDS).isNotNull();
    }

    @Test
    void a_life_that_goes_wrong_is_shrunk_to_the_few_steps_that_matter() {
        Life failing = firstFailing(Safeguard.DEDUPLICATION);
        Simulation simulation = new Simulation(Safeguard.DEDUPLICATION);
        Life least = simulation.shrink(failing);

        assertThat(least.steps()).hasSizeLessThan(FEW);
        assertThat(simulation.faults(least)).isNotEmpty();
        assertThat(new Simulation().faults(least)).isEqualTo(List.of());
    }

    private static Life firstFailing(Safeguard missing) {
        Simulation simulation = new Simulation(missing);
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> Life.of(seed, EVENTS))
                .filter(life -> !simulation.faults(life).isEmpty())
                .findFirst()
                .orElse(null);
    }
}
