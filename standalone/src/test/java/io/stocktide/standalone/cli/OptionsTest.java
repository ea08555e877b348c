package io.stocktide.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class OptionsTest {
    static Stream<String> commands() {
        return Cli.commands().stream().map(command -> command.getCommandSpec().qualifiedName());
    }

    private static CommandLine command(Map<String, String> environment, String qualifiedName) {
        CommandLine command = Stocktide.commandLine(environment);
        for (String name : words(qualifiedName)) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    private static List<String> words(String qualifiedName) {
        return List.of(qualifiedName.split(" ")).subList(1, qualifiedName.split(" ").length);
    }

    private static List<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                // What is hidden is for our own processes alone.
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                .toList();
    }

    private static String sample(OptionSpec option) {
        Class<?> type = option.type();
        if (type == boolean.class) {
            return "true";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "a.key=a-value";
        }
        if (List.class.isAssignableFrom(type)) {
            return "x-7";
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[constants.length - 1].toString();
        }
        if (type == java.time.Instant.class) {
            return "2026-11-20T10:00:07Z";
        }
        return type == String.class || type == java.nio.file.Path.class || type == java.net.URI.class ? "x-7" : "7";
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_can_be_given_by_environment(String qualifiedName) {
        Map<String, String> environment = new HashMap<>();
        options(command(Map.of(), qualifiedName))
                .forEach(option -> environment.put(EnvironmentDefaults.variable(option), sample(option)));

        CommandLine command = Stocktide.commandLine(environment);
        command.parseArgs(words(qualifiedName).toArray(String[]::new));

        for (String name : words(qualifiedName)) {
            command = command.getSubcommands().get(name);
        }
        assertThat(options(command))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(String.valueOf(option.<Object>getValue())
                                .replaceAll("[{}\\[\\]]", "")
                                .replaceFirst("\\.0$", ""))
                        .as(option.longestName())
                        .isEqualTo(sample(option)));
    }

    @Test
    void an_empty_variable_is_as_good_as_none() {
        CommandLine command = Stocktide.commandLine(Map.of("STOCKTIDE_SHOPIFY_URL", "", "STOCKTIDE_PORT", ""));
        command.parseArgs("sync-sink", "--bootstrap-servers=x:1", "--shops-file=x");

        List<OptionSpec> given = options(command.getSubcommands().get("sync-sink"));

        assertThat(given)
                .filteredOn(option -> List.of("--shopify-url", "--port").contains(option.longestName()))
                .hasSize(2)
                .allSatisfy(option -> assertThat(option.<Object>getValue())
                        .as(option.longestName())
                        .isNotEqualTo(""));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_command_line_wins_over_the_environment(String qualifiedName) {
        Map<String, String> environment = new HashMap<>();
        List<String> arguments = new ArrayList<>(words(qualifiedName));
        for (OptionSpec option : options(command(Map.of(), qualifiedName))) {
            boolean isNumber = sample(option).equals("7");
            environment.put(EnvironmentDefaults.variable(option), isNumber ? "3" : sample(option));
            arguments.add(
                    option.arity().max() == 0 ? option.longestName() : option.longestName() + "=" + sample(option));
        }

        CommandLine command = Stocktide.commandLine(environment);
        command.parseArgs(arguments.toArray(String[]::new));

        for (String name : words(qualifiedName)) {
            command = command.getSubcommands().get(name);
        }
        assertThat(options(command))
                .allSatisfy(option -> assertThat(String.valueOf(option.<Object>getValue())
                                .replaceAll("[{}\\[\\]]", "")
                                .replaceFirst("\\.0$", ""))
                        .as(option.longestName())
                        .isEqualTo(sample(option)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_stands_in_the_help_beside_how_to_give_it_by_environment(String qualifiedName) {
        CommandLine command = command(Map.of(), qualifiedName);

        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help).contains("STOCKTIDE_BOOTSTRAP_SERVERS", "--help");
        assertThat(options(command)).allSatisfy(option -> {
            assertThat(help).contains(option.longestName());
            assertThat(String.join(" ", option.description())).hasSizeGreaterThan(15);
            if (option.defaultValue() != null) {
                assertThat(help.replaceAll("\\s+", " ")).contains("(default: " + option.defaultValue());
            }
        });
    }

    @Test
    void every_role_is_a_command() {
        assertThat(commands())
                .containsExactlyInAnyOrder(
                        "stocktide up",
                        "stocktide demo",
                        "stocktide init",
                        "stocktide replay",
                        "stocktide ingest",
                        "stocktide topology",
                        "stocktide sync-sink",
                        "stocktide simulator",
                        "stocktide topics create",
                        "stocktide topics check",
                        "stocktide dead-letters list",
                        "stocktide dead-letters show",
                        "stocktide dead-letters redrive",
                        "stocktide shops connect",
                        "stocktide shops list",
                        "stocktide shops reconcile",
                        "stocktide shops check",
                        "stocktide shops disconnect",
                        "stocktide tokens create",
                        "stocktide tokens list",
                        "stocktide tokens revoke",
                        "stocktide check",
                        "stocktide verify");
    }

    @Test
    void help_and_version_need_no_configuration() {
        commands().forEach(name -> {
            List<String> arguments = new ArrayList<>(words(name));
            arguments.add("--help");
            assertThatCode(() -> Stocktide.commandLine(Map.of()).parseArgs(arguments.toArray(String[]::new)))
                    .as(name)
                    .doesNotThrowAnyException();
        });
    }
}
