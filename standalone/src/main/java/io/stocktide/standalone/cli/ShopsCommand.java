package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.ShopOffice;
import io.stocktide.sink.connect.Finding;
import io.stocktide.sink.connect.SubscriptionChange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stocktide shops}. */
@Command(
        name = "shops",
        description = "Connects shops and looks after them.",
        synopsisSubcommandLabel = "(connect | list | check | reconcile | disconnect)",
        subcommands = {ConnectCommand.class, ShopListCommand.class, ReconcileCommand.class})
final class ShopsCommand {
    private static final int SAMPLE = 200;

    // The help options must be there from the start: added later they would shift the parameters of the method.
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Says whether token, scopes, webhook subscriptions and figures are in order, and changes nothing.",
                "Exit code 0 where all of it is, and 1 where some is not."
            })
    int check(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "SHOP", arity = "0..1", description = "The shop's domain.") String shop,
            @Option(
                            names = "--sample",
                            paramLabel = "ITEMS",
                            defaultValue = "" + SAMPLE,
                            description = "How many items' figures to compare, spread over all"
                                    + " (default: ${DEFAULT-VALUE}).")
                    int sample) {
        String named = OfficeOptions.named(shop);
        if (sample < 1) {
            throw new ConfigException("--sample takes at least 1");
        }
        try (ShopOffice office = options.open()) {
            List<Finding> findings = office.check(named, sample);
            findings.forEach(ShopsCommand::tell);
            return findings.stream().allMatch(Finding::inOrder) ? 0 : 1;
        }
    }

    private static void tell(Finding finding) {
        System.out.printf("%-12s %-4s %s%n", finding.what(), finding.inOrder() ? "ok" : "BAD", finding.summary());
        finding.details().forEach(line -> System.out.println(" ".repeat(18) + line));
    }

    @Command(
            name = "disconnect",
            mixinStandardHelpOptions = true,
            description = {
                "Removes the shop's webhook subscriptions that 'connect' made; what it removed, a line each.",
                "Stock and ledger stay as they are, and so does what is on its way."
            })
    int disconnect(
            @Mixin OfficeOptions options,
            @Parameters(paramLabel = "SHOP", arity = "0..1", description = "The shop's domain.") String shop) {
        String named = OfficeOptions.named(shop);
        try (ShopOffice office = options.open()) {
            List<SubscriptionChange> removed = office.disconnect(named);
            removed.forEach(change -> System.out.println("unsubscribed " + change.topic()));
            System.out.printf("%s is disconnected: %d subscriptions removed%n", named, removed.size());
            return 0;
        }
    }
}
