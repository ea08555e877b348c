package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.sink.ShopOffice;
import io.stocktide.sink.connect.Connecting;
import io.stocktide.sink.load.LoadSettings;
import io.stocktide.sink.read.ReadFailed;
import io.stocktide.standalone.check.CheckFailedException;
import io.stocktide.standalone.demo.ProgressLine;
import io.stocktide.standalone.shops.ConnectPrinter;
import io.stocktide.standalone.shops.Intake;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stocktide shops connect}. */
@Command(
        name = "connect",
        description = {
            "Brings a shop in step: checks token and scopes, subscribes the webhooks that are needed, and reads the"
                    + " whole catalog with its levels.",
            "What stands already is left as it is. Cut off, the same command goes on where it was."
        })
final class ConnectCommand implements Callable<Integer> {
    @Mixin
    private OfficeOptions options;

    @Parameters(paramLabel = "SHOP", arity = "0..1", description = "The shop's domain, as in the shops file.")
    private String shop;

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description = "Where Shopify reaches ingest, such as https://stock.example.com/webhooks; needed the first"
                    + " time, and to move them.")
    private String webhookUrl;

    @Option(
            names = "--reload",
            arity = "0..1",
            fallbackValue = "true",
            description = "Reads the catalog again, though it was read before.")
    private boolean reload;

    @Option(
            names = "--bulk-from",
            paramLabel = "VARIANTS",
            defaultValue = "10000",
            description = "Shops of this size and larger are read by one bulk operation, smaller ones page by page"
                    + " (default: ${DEFAULT-VALUE}).")
    private long bulkFrom;

    @Option(
            names = "--page-size",
            paramLabel = "VARIANTS",
            defaultValue = "50",
            description = "Variants in a page, 250 at most; halved where Shopify finds it too costly"
                    + " (default: ${DEFAULT-VALUE}).")
    private int pageSize;

    @Override
    public Integer call() throws InterruptedException {
        String named = OfficeOptions.named(shop);
        LoadSettings settings = LoadSettings.defaults().with(bulkFrom, pageSize);
        requireUrl();
        ProgressLine line = new ProgressLine(System.out, System.console() != null);
        ConnectPrinter printer = new ConnectPrinter(System.out, line);
        try (ShopOffice office = options.open()) {
            Connecting.Outcome outcome = office.connect(named, webhookUrl, reload, settings, printer);
            line.done();
            boolean takenIn = outcome.report() == null
                    || new Intake(() -> office.behind(options.applicationId(), named), line).await();
            printer.sumUp(outcome, takenIn);
            return 0;
        } catch (ReadFailed e) {
            line.done();
            throw new CheckFailedException(named + ": Shopify could not be asked (" + e.getMessage()
                    + "). What was read is kept: the same command goes on from there");
        }
    }

    private void requireUrl() {
        try {
            if (webhookUrl != null && URI.create(webhookUrl).getHost() == null) {
                throw new ConfigException("--webhook-url is no URL with a host: '" + webhookUrl + "'");
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--webhook-url is no URL: '" + webhookUrl + "'");
        }
    }
}
