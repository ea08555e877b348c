package io.stocktide.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What pods are started with is what the command takes, as the README's table of settings says. */
class ArgumentsTest {
    private static final String README = Chart.text(Path.of("../README.md"));
    private static final Set<String> ROLES = Set.of("ingest", "topology", "sync-sink");
    private static final Pattern SECTION = Pattern.compile("\\| \\*\\*(.+?)\\*\\*(.*?)\\|");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)`");
    private static final Map<String, Set<String>> OPTIONS = options();

    static Stream<Named<Manifests>> variants() {
        return Variants.all();
    }

    @Test
    void theReadmeListsTheOptionsOfWhatTheChartStarts() {
        assertThat(OPTIONS.get("topology")).contains("--bootstrap-servers", "--tls-cert", "--rocksdb-bytes");
        assertThat(OPTIONS.get("topology")).doesNotContain("--ack-timeout-millis");
        assertThat(OPTIONS).containsKeys("ingest", "sync-sink", "topics create", "topics check", "replay");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyArgumentIsAnOptionOfItsCommand(Manifests manifests) {
        assertThat(manifests.workloads()).allSatisfy(each -> {
            List<String> args = Manifests.args(each);
            String command = String.join(
                    " ", args.stream().takeWhile(arg -> !arg.startsWith("-")).toList());
            assertThat(args.stream().filter(arg -> arg.startsWith("--")).map(arg -> arg.replaceFirst("=.*", "")))
                    .as(command)
                    .isSubsetOf(OPTIONS.get(command));
        });
    }

    /** The command refuses what it is given twice, but for options that may be repeated. */
    @ParameterizedTest
    @MethodSource("variants")
    void noOptionIsGivenTwice(Manifests manifests) {
        assertThat(manifests.workloads())
                .allSatisfy(each -> assertThat(Manifests.args(each).stream()
                                .map(arg -> arg.replaceFirst("=.*", ""))
                                .filter(arg ->
                                        !Set.of("--kafka", "--cors-origin").contains(arg)))
                        .doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariableIsOneThatStocktideReads(Manifests manifests) {
        assertThat(manifests.workloads())
                .allSatisfy(each -> assertThat(
                                Manifests.stream(Manifests.container(each).path("env")))
                        .extracting(env -> env.path("name").asText())
                        .filteredOn(name -> name.startsWith("STOCKTIDE_") && !name.equals("STOCKTIDE_EXTRA"))
                        .allSatisfy(name -> assertThat(README).contains("`" + name + "`")));
    }

    /** By command: the options of the sections that its name or its kind stands above. */
    private static Map<String, Set<String>> options() {
        Map<String, Set<String>> options = new HashMap<>();
        Set<String> commands = Set.of();
        for (String line : README.substring(README.indexOf("\n## Settings")).split("\n")) {
            Matcher section = SECTION.matcher(line);
            if (section.find()) {
                commands = commands(section.group(1), section.group(2));
            } else if (line.startsWith("| `--")) {
                Set<String> found = new HashSet<>();
                OPTION.matcher(line.split("\\|")[1]).results().forEach(each -> found.add(each.group(1)));
                commands.forEach(each ->
                        options.computeIfAbsent(each, name -> new HashSet<>()).addAll(found));
            }
        }
        return options;
    }

    private static Set<String> commands(String title, String rest) {
        Set<String> commands = new HashSet<>();
        if (title.startsWith("Kafka and shops")) {
            commands.addAll(Set.of("topics create", "topics check", "replay"));
        }
        if (title.contains("every role")) {
            commands.addAll(ROLES);
        }
        Pattern.compile("`([a-z -]+)`").matcher(title + rest).results().forEach(each -> commands.add(each.group(1)));
        return commands;
    }
}
