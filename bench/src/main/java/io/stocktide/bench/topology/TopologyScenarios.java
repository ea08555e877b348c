package io.stocktide.bench.topology;

import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Size;
import io.stocktide.bench.runs.Subject;
import io.stocktide.bench.runs.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How fast orders that wait are gone through: beside what people have without streams, and as the load grows. */
public final class TopologyScenarios {
    static final String STOCKTIDE = "Stocktide, exactly-once";
    static final String REDIS = "consumer + Redis";

    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final int SMALL_HEAP_MEBIBYTES = 512;
    /** Heap, 256 MiB of RocksDB, and 350 for threads, classes, code, buffers and what malloc does not give back. */
    private static final int BOUND_MEBIBYTES = SMALL_HEAP_MEBIBYTES + 256 + 350;

    private final Path home;
    private final Size size;
    private final Load usual;
    /** What is compared only with itself is steady with fewer orders, and there is much of it. */
    private final Load less;

    private TopologyScenarios(Path home, Size size) {
        this.home = home;
        this.size = size;
        this.usual = switch (size) {
            case FULL -> Load.usual(200_000, 200_000);
            case QUICK -> Load.usual(20_000, 40_000);
            case SMOKE -> Load.usual(1_000, 2_000).of(10, 100);
        };
        this.less = usual.dividedBy(2);
    }

    /** @param home where {@code bin/launch} and {@code bench/peers} lie */
    public static List<Scenario> of(Path home, Size size) {
        TopologyScenarios scenarios = new TopologyScenarios(home, size);
        List<Scenario> all = new ArrayList<>(List.of(
                scenarios.beside("topology", "Zipf SKUs", scenarios.usual, 1.0),
                scenarios.beside("topology-uniform", "uniform SKUs", scenarios.usual.uniform(), 0.8),
                scenarios.onePartition(),
                scenarios.lines(),
                scenarios.skus(),
                scenarios.shops(),
                scenarios.promises()));
        newerJdk().map(scenarios::jdks).ifPresent(all::add);
        all.add(scenarios.restart());
        return List.copyOf(all);
    }

    private Scenario beside(String id, String skus, Load load, double bound) {
        List<Subject> subjects = new ArrayList<>(List.of(
                subject(STOCKTIDE, load),
                new Subject(REDIS, (dir, seed) -> Drain.run(dir, load, seed, ConsumerReader.withRedis(home)))));
        if (load.zipf()) {
            // What it does, it does whichever SKUs there are.
            subjects.add(new Subject(
                    "consumer, parses only", (dir, seed) -> Drain.run(dir, load, seed, ConsumerReader.parsing(home))));
        }
        return drains(
                id,
                "orders drained, %d shops of %,d SKUs, 2 lines, 6 partitions, %s"
                        .formatted(load.shops(), load.skus(), skus),
                subjects,
                List.of(Target.atLeast("orders/s beside consumer + Redis, " + skus, bound, STOCKTIDE, 0, REDIS)));
    }

    private Scenario onePartition() {
        return drains(
                "one-partition",
                "orders drained, one shop on one of 6 partitions beside 50 shops on all",
                List.of(subject("50 shops", less), subject("1 shop", less.of(1, less.skus()))),
                List.of(Target.atLeast("orders/s of one shop beside 50", 0.5, "1 shop", 0, "50 shops")));
    }

    private Scenario lines() {
        return drains(
                "lines",
                "orders drained, by their lines",
                List.of(
                        subject("1 line", less.withLines(1)),
                        subject("2 lines", less),
                        subject("20 lines", less.withLines(20).dividedBy(4))),
                List.of());
    }

    private Scenario skus() {
        List<Subject> subjects = new ArrayList<>(List.of(
                subject("10³ SKUs", less.uniform().of(50, 20)),
                subject("10⁵ SKUs", less.uniform().of(50, 2_000))));
        if (size == Size.FULL) {
            subjects.add(subject("10⁶ SKUs", less.uniform().of(50, 20_000)));
        }
        return drains(
                "skus",
                "orders drained, by SKUs of 50 shops in all, uniform",
                subjects,
                size == Size.FULL
                        ? List.of(Target.atLeast("orders/s with 10⁶ SKUs beside 10³", 0.7, "10⁶ SKUs", 0, "10³ SKUs"))
                        : List.of());
    }

    private Scenario shops() {
        return drains(
                "shops",
                "orders drained, by shops with 50,000 SKUs in all, uniform",
                List.of(
                        subject("10 shops", less.uniform().of(10, 5_000)),
                        subject("1,000 shops", less.uniform().of(1_000, 50))),
                List.of(Target.atLeast("orders/s of 1,000 shops beside 10", 0.9, "1,000 shops", 0, "10 shops")));
    }

    private Scenario promises() {
        return drains(
                "promises",
                "orders drained, what the promises cost; the topology without the role around it",
                List.of(
                        promise("exactly-once", new StreamsReader("exactly_once_v2", true)),
                        promise("at-least-once", new StreamsReader("at_least_once", true)),
                        promise("exactly-once, ledger not sent", new StreamsReader("exactly_once_v2", false))),
                List.of());
    }

    private Scenario jdks(Path newer) {
        Map<String, String> environment = Map.of("JAVA_HOME", newer.toString());
        return drains(
                "jdk",
                "orders drained, by the JDK",
                List.of(
                        subject("JDK " + Runtime.version().feature(), less),
                        subject("JDK 25", less, new TopologyReader(home, TopologyReader.HEAP_MEBIBYTES, environment))),
                List.of());
    }

    private Scenario restart() {
        Load load = less.uniform().of(50, size == Size.FULL ? 20_000 : 1_000);
        TopologyReader reader = new TopologyReader(home, SMALL_HEAP_MEBIBYTES, Map.of());
        String kept = "state kept";
        return new Scenario(
                "restart",
                "a restart with %,d levels, %,d orders came meanwhile; heap %d MiB, RocksDB 256 MiB"
                        .formatted(load.shops() * load.skus(), load.orders(), SMALL_HEAP_MEBIBYTES),
                Restart.COLUMNS,
                Restart.DECIMALS,
                List.of(
                        new Subject(kept, new Restart(reader, load, false)::run),
                        new Subject("state lost", new Restart(reader, load, true)::run)),
                List.of(Target.atMost("peak MiB of the topology role", BOUND_MEBIBYTES, kept, 2)));
    }

    private static Scenario drains(String id, String title, List<Subject> subjects, List<Target> targets) {
        return new Scenario(id, title, Drain.COLUMNS, Drain.DECIMALS, subjects, targets);
    }

    private Subject subject(String name, Load load) {
        return subject(name, load, new TopologyReader(home));
    }

    private static Subject subject(String name, Load load, TopologyReader reader) {
        return new Subject(name, (dir, seed) -> Drain.run(dir, load, seed, reader));
    }

    private Subject promise(String name, StreamsReader reader) {
        return new Subject(name, (dir, seed) -> Drain.run(dir, less, seed, reader));
    }

    /** JDK 25, where one is installed and another runs the bench. */
    private static Optional<Path> newerJdk() {
        if (Runtime.version().feature() == 25 || !Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        try (Stream<Path> jdks = Files.list(JDKS)) {
            return jdks.filter(jdk -> jdk.getFileName().toString().contains("25"))
                    .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
