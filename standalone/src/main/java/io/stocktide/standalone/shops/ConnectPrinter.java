package io.stocktide.standalone.shops;

import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.sink.connect.ConnectEvents;
import io.stocktide.sink.connect.Connecting;
import io.stocktide.sink.connect.SubscriptionChange;
import io.stocktide.sink.load.CatalogReport;
import io.stocktide.standalone.demo.ProgressLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tells what happens while a shop is connected, and what came of it. */
public final class ConnectPrinter implements ConnectEvents {
    private static final int DUPLICATES_TOLD = 10;

    private final PrintStream out;
    private final ProgressLine line;
    private final LoadProgress inShopify = new LoadProgress();
    private final LoadProgress here = new LoadProgress();

    public ConnectPrinter(PrintStream out, ProgressLine line) {
        this.out = out;
        this.line = line;
    }

    @Override
    public void scopesGranted(List<String> scopes) {
        row("token", "works; granted: " + String.join(", ", scopes));
    }

    @Override
    public void subscribed(SubscriptionChange change) {
        row(
                "webhooks",
                change.kind() == SubscriptionChange.Kind.CREATE
                        ? "subscribed " + change.topic()
                        : "changed the subscription of " + change.topic());
    }

    @Override
    public void subscriptionsStand(int topics, String url) {
        row("webhooks", topics + " topics to " + url);
    }

    @Override
    public void takenUpAgain(CatalogLoad load) {
        row(
                "catalog",
                "taken up again at %,d of %,d variants, %s"
                        .formatted(load.variantsRead(), load.variantsExpected(), method(load)));
    }

    @Override
    public void shopifyReads(long variants, long expected) {
        line.say(inShopify.tell("Shopify reads", variants, expected));
    }

    @Override
    public void loaded(CatalogLoad load) {
        line.say(here.tell("read", load.variantsRead(), load.variantsExpected()));
    }

    /** @param takenIn whether the topology has it all */
    public void sumUp(Connecting.Outcome outcome, boolean takenIn) {
        CatalogLoad load = outcome.connection().load();
        if (outcome.report() == null) {
            row("catalog", "read before, at " + load.endedAt() + " (--reload reads it again)");
            return;
        }
        tell(outcome.report());
        row(
                "cost",
                "%,.0f points of the shop's budget, %s, in %,d s"
                        .formatted(
                                load.costPoints(),
                                method(load),
                                Duration.between(load.startedAt(), load.endedAt())
                                        .toSeconds()));
        row(
                "stock",
                takenIn ? "all of it is in" : "not all of it is in yet: is the topology running? It goes on by itself");
    }

    private void tell(CatalogReport report) {
        row(
                "items",
                "%,d with %,d levels at %d locations".formatted(report.items(), report.levels(), report.locations()));
        row("SKUs", "%,d; items without one: %,d".formatted(report.skus(), report.withoutSku()));
        row("untracked", "%,d items, whose stock Shopify does not count".formatted(report.untracked()));
        row(
                "duplicates",
                "%,d SKUs name more than one item".formatted(report.duplicates().size()));
        report.duplicates().entrySet().stream()
                .limit(DUPLICATES_TOLD)
                .forEach(each -> row("", each.getKey() + " names items " + each.getValue()));
        int more = report.duplicates().size() - DUPLICATES_TOLD;
        if (more > 0) {
            row("", "and %,d more".formatted(more));
        }
    }

    private static String method(CatalogLoad load) {
        return load.method() == CatalogLoad.Method.BULK ? "by a bulk operation" : "page by page";
    }

    private void row(String what, String text) {
        line.done();
        out.println(String.format(Locale.ROOT, "%-12s %s", what, text));
    }
}
