package io.stocktide.standalone.cli;

import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.ShopOffice;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.sink.reconcile.Reconciliation;
import io.stocktide.standalone.check.CheckFailedException;
import io.stocktide.standalone.demo.ProgressLine;
import io.stocktide.standalone.shops.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stocktide shops reconcile}. */
@Command(
        name = "reconcile",
        description = {
            "Reads from Shopify what has changed, or everything, and corrects what differs; the sync-sink does so by"
                    + " itself, every 15 minutes and daily.",
            "Tells each level whose figure nothing explained. They are in the ledger as observed_net."
        })
final class ReconcileCommand implements Callable<Integer> {
    @Mixin
    private OfficeOptions options;

    @Parameters(paramLabel = "SHOP", arity = "0..1", description = "The shop's domain, as in the shops file.")
    private String shop;

    @Option(
            names = "--full",
            arity = "0..1",
            fallbackValue = "true",
            description = "Reads everything, and not only what has changed.")
    private boolean full;

    @Option(
            names = "--hours",
            defaultValue = "24",
            description = "How far back changes are read, in hours (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Override
    public Integer call() throws InterruptedException {
        String named = OfficeOptions.named(shop);
        if (hours < 1) {
            throw new ConfigException("--hours takes at least 1");
        }
        ProgressLine line = new ProgressLine(System.out, System.console() != null);
        try (ShopOffice office = options.open()) {
            long ledgerFrom = office.ledgerEnd(named);
            Reconciliation.Result result =
                    office.reconcile(named, full ? null : Instant.now().minus(Duration.ofHours(hours)));
            boolean takenIn = new Intake(() -> office.behind(options.applicationId(), named), line).await();
            tell(result, office.mismatches(named, ledgerFrom), takenIn);
            return 0;
        } catch (ReadFailed e) {
            throw new CheckFailedException(named + ": Shopify could not be asked (" + e.getMessage() + ")");
        }
    }

    private static void tell(Reconciliation.Result result, List<LedgerRow> mismatches, boolean takenIn) {
        for (LedgerRow row : mismatches) {
            System.out.printf(
                    "item %d at %d: corrected by %+d%n", row.inventoryItemId(), row.locationId(), row.quantity());
        }
        System.out.printf(
                "%,d items read for %,.0f points, %,d levels corrected%s%n",
                result.items(),
                result.costPoints(),
                mismatches.size(),
                takenIn ? "" : "; not all of it is in yet: is the topology running?");
    }
}
