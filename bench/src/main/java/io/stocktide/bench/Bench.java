package io.stocktide.bench;

import io.stocktide.bench.report.BarChart;
import io.stocktide.bench.report.Machine;
import io.stocktide.bench.report.RunFile;
import io.stocktide.bench.report.Tables;
import io.stocktide.bench.runs.Results;
import io.stocktide.bench.runs.Rounds;
import io.stocktide.bench.runs.Scenario;
import io.stocktide.bench.runs.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Stocktide beside what people would use instead, in turns on this machine, over loopback"
                + " alone. Prints tables; writes run.json, tables.md and pictures beside. Exits 1 where a run failed.")
public final class Bench implements Callable<Integer> {
    private static final int WRONG = 2;

    @Option(names = "--home", hidden = true, defaultValue = ".")
    private Path home;

    @Option(names = "--commit", hidden = true)
    private String commit;

    @Option(names = "--quick", description = "The main comparisons, once, with a fifth of the orders; under 5 minutes.")
    private boolean quick;

    @Option(names = "--smoke", description = "Shows that everything works; its figures say nothing; a minute.")
    private boolean smoke;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each, of which medians are told (default: 5; 1 with --quick or --smoke).")
    private Integer runs;

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "Only these; --list tells what there is.")
    private Set<String> only = new LinkedHashSet<>();

    @Option(names = "--list", description = "Tells what there is to measure, and measures nothing.")
    private boolean list;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "240",
            description = "No run begins later than this (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--results", paramLabel = "DIR", description = "Where results go (default: bench/results).")
    private Path results;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the orders in the first round; each next has the next (default: ${DEFAULT-VALUE}).")
    private long seed;

    public static void main(String[] arguments) {
        System.exit(commandLine(new Bench()).execute(arguments));
    }

    static CommandLine commandLine(Bench bench) {
        CommandLine commandLine = new CommandLine(bench);
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof IllegalArgumentException) {
                command.getErr().println("bench: " + e.getMessage());
                return WRONG;
            }
            throw e;
        });
        commandLine.setParameterExceptionHandler((e, args) -> {
            e.getCommandLine().getErr().println("bench: " + e.getMessage() + " (see --help)");
            return WRONG;
        });
        return commandLine;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || (runs != null && runs < 1)) {
            throw new IllegalArgumentException("--minutes and --runs must be above zero");
        }
        Size size = size();
        List<Scenario> all = Scenarios.all(home, size);
        if (list) {
            all.forEach(scenario -> System.out.println(scenario.id() + "  " + scenario.title()));
            return 0;
        }
        return measure(size, Scenarios.chosen(all, size, only));
    }

    Size size() {
        if (smoke && quick) {
            throw new IllegalArgumentException("--quick and --smoke cannot both be");
        }
        return smoke ? Size.SMOKE : quick ? Size.QUICK : Size.FULL;
    }

    /** How, with what the options leave open filled in. */
    Rounds.Plan plan(Path work) {
        int times = runs != null ? runs : size() == Size.FULL ? 5 : 1;
        return new Rounds.Plan(times, seed, Duration.ofMinutes(minutes), work);
    }

    private int measure(Size size, List<Scenario> scenarios) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path work = Files.createTempDirectory("stocktide-bench-");
        Rounds.Plan plan = plan(work);
        System.err.println("on " + machine.line() + "; seed " + seed);
        Rounds rounds = new Rounds(plan, scenarios, System.err::println);
        List<Results> measured = rounds.run();
        RunFile.About about = new RunFile.About(
                startedAt.toString(),
                commit,
                size.name().toLowerCase(Locale.ROOT),
                seed,
                plan.runs(),
                rounds.skipped(),
                machine);
        write(about, measured);
        boolean failed = measured.stream().anyMatch(Results::hasFailed);
        if (!failed) {
            Files.delete(work);
        }
        return failed ? 1 : 0;
    }

    private void write(RunFile.About about, List<Results> measured) throws IOException {
        Path dir = Files.createDirectories(results == null ? home.resolve("bench/results") : results);
        Tables tables = new Tables(measured);
        System.out.println(tables.text());
        System.out.println("on " + about.machine().line() + "; seed " + about.seed());
        Files.writeString(dir.resolve("run.json"), RunFile.of(about, measured));
        Files.writeString(
                dir.resolve("tables.md"),
                tables.markdown() + "\nOn " + about.machine().line() + ".\n");
        for (Results each : measured) {
            String id = each.scenario().id();
            if (id.equals("topology")) {
                Files.writeString(
                        dir.resolve("topology-orders.svg"),
                        new BarChart(each, "Orders drained a second", List.of(0)).svg());
                Files.writeString(
                        dir.resolve("topology-cpu.svg"),
                        new BarChart(each, "CPU time of an order, in microseconds", List.of(1, 2, 3)).svg());
            }
        }
        System.err.println("results are in " + dir);
    }
}
