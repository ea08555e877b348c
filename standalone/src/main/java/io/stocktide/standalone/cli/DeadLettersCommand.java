package io.stocktide.standalone.cli;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.topology.letters.LetterId;
import io.stocktide.topology.letters.LetterOffice;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stocktide dead-letters}. */
@Command(
        name = "dead-letters",
        description = "Shows what could not be processed, and sends it again.",
        synopsisSubcommandLabel = "(list | show | redrive)",
        subcommands = RedriveCommand.class)
final class DeadLettersCommand {
    // The help options must be there from the start: added later they would shift the parameters of the method.
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists dead letters, a line each.")
    int list(
            @Mixin KafkaOptions kafka,
            @Mixin LetterFilterOptions filter,
            // A mere flag would turn one of the environment off again.
            @Option(
                            names = "--json",
                            arity = "0..1",
                            fallbackValue = "true",
                            description = "Prints JSON instead, one object a line (listed-dead-letter.schema.json).")
                    boolean json) {
        int limit = filter.limit();
        try (LetterOffice office = office(kafka)) {
            if (!json) {
                System.out.println(LetterLines.header());
            }
            boolean more = new LetterWalk(office, filter.filter(), limit)
                    .forEachPage(page -> page.forEach(
                            letter -> System.out.println(json ? LetterLines.json(letter) : LetterLines.of(letter))));
            if (more) {
                System.err.println("there may be more: raise --limit");
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one dead letter as JSON: what was done about it, and whether its record is still"
                    + " there. Exit code 1 where there is no such letter.")
    int show(
            @Mixin KafkaOptions kafka,
            @Parameters(paramLabel = "ID", arity = "0..1", description = "The letter, such as 3-1042.") String text) {
        LetterId id = id(text == null ? "" : text);
        try (LetterOffice office = office(kafka)) {
            Optional<ListedDeadLetter> letter = office.find(id);
            System.out.println(letter.map(LetterLines::pretty).orElse("no such dead letter: " + id));
            return letter.isPresent() ? 0 : 1;
        }
    }

    static LetterOffice office(KafkaOptions kafka) {
        return new LetterOffice(kafka.clientProperties(), InstantSource.system(), outcome -> {});
    }

    /** Throws a {@link ConfigException} where the text is none. */
    static LetterId id(String text) {
        return LetterId.parse(text)
                .orElseThrow(() -> new ConfigException("'" + text + "' is no dead letter's id, such as 3-1042"));
    }
}
