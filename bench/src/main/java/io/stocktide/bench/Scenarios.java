package io.stocktide.bench;

import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Size;
import io.stocktide.bench.stack.IngestScenarios;
import io.stocktide.bench.stack.StackScenarios;
import io.stocktide.bench.topology.TopologyScenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that can be measured, and what of it is. */
final class Scenarios {
    /** The main comparisons: what of all is run in a few minutes. */
    private static final Set<String> QUICK = Set.of("topology", "ingest-256", "stack");

    private static final Set<String> SMOKE = Set.of("topology", "ingest-256");

    private Scenarios() {}

    /** Every one there is, in the order in which they are run. */
    static List<Scenario> all(Path home, Size size) {
        List<Scenario> all = new ArrayList<>();
        all.addAll(TopologyScenarios.of(home, size));
        all.addAll(IngestScenarios.of(home, size != Size.FULL));
        all.addAll(StackScenarios.of(home, size != Size.FULL));
        return size == Size.SMOKE ? all.stream().map(Scenarios::reduced).toList() : all;
    }

    /** Ours and what it stands beside, with no target: there is too little of it to say anything. */
    private static Scenario reduced(Scenario scenario) {
        return new Scenario(
                scenario.id(),
                scenario.title(),
                scenario.columns(),
                scenario.decimals(),
                scenario.subjects().stream().limit(2).toList(),
                List.of());
    }

    /**
     * Those that are named; those of the size where none is.
     *
     * @throws IllegalArgumentException where there is no scenario of a name
     */
    static List<Scenario> chosen(List<Scenario> all, Size size, Set<String> only) {
        Set<String> unknown = new LinkedHashSet<>(only);
        all.forEach(scenario -> unknown.remove(scenario.id()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("there is no " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", all.stream().map(Scenario::id).toList()));
        }
        return all.stream()
                .filter(scenario -> only.isEmpty() ? isOf(size, scenario.id()) : only.contains(scenario.id()))
                .toList();
    }

    private static boolean isOf(Size size, String id) {
        return switch (size) {
            case FULL -> true;
            case QUICK -> QUICK.contains(id);
            case SMOKE -> SMOKE.contains(id);
        };
    }
}
