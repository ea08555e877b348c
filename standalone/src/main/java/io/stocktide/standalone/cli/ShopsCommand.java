package io.stocktide.standalone.cli;

import io.stocktide.sink.ShopOffice;
import io.stocktide.sink.connect.SubscriptionChange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stocktide shops}. */
@Command(
        name = "shops",
        description = "Connects shops and looks after them.",
        synopsisSubcommandLabel = "(connect | list | check | disconnect)",
        subcommands = {ConnectCommand.class, ShopListCommand.class})
final class ShopsCommand {
    // The help options must be there from the start: added later they would shift the parameters of the method.
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
