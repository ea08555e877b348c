package io.stocktide.standalone.cli;

import io.stocktide.schemas.rest.ListedDeadLetter;
import io.stocktide.schemas.rest.RedriveResult;
import io.stocktide.schemas.value.Redrive.Outcome;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.topology.letters.LetterId;
import io.stocktide.topology.letters.LetterOffice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stocktide dead-letters redrive}. */
@Command(
        name = "redrive",
        description = {
            "Sends again what died, so that it counts at last, and once; a line each says what came of it.",
            "Exit code 0 where all has been redriven, now or before, and 1 where some could not be."
        })
final class RedriveCommand implements Callable<Integer> {
    private static final Set<Outcome> FINE = Set.of(Outcome.REDRIVEN, Outcome.ALREADY_REDRIVEN, Outcome.REDRIVABLE);

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private LetterFilterOptions filter;

    @Parameters(paramLabel = "ID", description = "The letters, such as 3-1042; or --all.")
    private List<String> ids = new ArrayList<>();

    // A mere flag would turn one of the environment off again.
    @Option(
            names = "--all",
            arity = "0..1",
            fallbackValue = "true",
            description = "All letters that the filter lets through, instead of those named.")
    private boolean all;

    @Option(
            names = "--again",
            arity = "0..1",
            fallbackValue = "true",
            description = "Also what has been redriven already; it still counts once.")
    private boolean again;

    @Option(
            names = "--dry-run",
            arity = "0..1",
            fallbackValue = "true",
            description = "Says what would come of it, and sends nothing.")
    private boolean dryRun;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "true",
            description = "Prints JSON instead, one object a line (redrive-result.schema.json).")
    private boolean json;

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    @Override
    public Integer call() {
        int limit = filter.limit();
        if (all != ids.isEmpty()) {
            throw new ConfigException("give either the letters' ids or --all (see --help)");
        }
        List<LetterId> letters = ids.stream().map(DeadLettersCommand::id).toList();
        try (LetterOffice office = DeadLettersCommand.office(kafka)) {
            boolean more = false;
            if (all) {
                more = new LetterWalk(office, filter.filter(), limit)
                        .forEachPage(page -> of(office, page).forEach(this::tell));
            } else {
                letters.forEach(id -> tell(one(office, id)));
            }
            sumUp(more);
        }
        return FINE.containsAll(counts.keySet()) ? 0 : 1;
    }

    private RedriveResult one(LetterOffice office, LetterId id) {
        return office.find(id)
                .map(letter -> of(office, List.of(letter)).get(0))
                .orElseGet(() -> new RedriveResult(
                        id.toString(), Outcome.GONE, "there is no such dead letter", null, null, null));
    }

    private List<RedriveResult> of(LetterOffice office, List<ListedDeadLetter> letters) {
        return dryRun
                ? letters.stream().map(letter -> office.look(letter, again)).toList()
                : office.redriveAll(letters, again, null);
    }

    private void tell(RedriveResult result) {
        counts.merge(result.outcome(), 1, Integer::sum);
        System.out.println(json ? LetterLines.json(result) : LetterLines.of(result));
    }

    private void sumUp(boolean more) {
        String sum = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + LetterLines.label(entry.getKey()))
                .collect(Collectors.joining(", "));
        System.err.println((sum.isEmpty() ? "nothing matches" : sum) + (more ? "; there may be more" : ""));
    }
}
