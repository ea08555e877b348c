package io.stocktide.standalone.cli;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One call of the command in this process, and what came of it. */
record Cli(int exitCode, List<String> errors) {
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    /** Only for calls that should not get as far as starting a role: one that starts fails the test. */
    static Cli run(Map<String, String> environment, String... args) {
        StringWriter errors = new StringWriter();
        CommandLine commandLine = Stocktide.commandLine(environment).setErr(new PrintWriter(errors, true));
        int exitCode =
                assertTimeoutPreemptively(AT_MOST, () -> commandLine.execute(args), () -> String.join(" ", args));
        return new Cli(exitCode, errors.toString().lines().toList());
    }

    /** Every command that does something, those below {@code topics} included. */
    static List<CommandLine> commands() {
        return below(Stocktide.commandLine(Map.of()))
                .filter(command -> command.getSubcommands().isEmpty())
                .filter(command -> !command.getCommandName().equals("help"))
                .toList();
    }

    private static Stream<CommandLine> below(CommandLine command) {
        List<CommandLine> children = new ArrayList<>(command.getSubcommands().values());
        return children.stream().flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }
}
