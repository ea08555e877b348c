package io.stocktide.standalone.cli;

import io.stocktide.schemas.rest.SyncStatus;
import io.stocktide.schemas.value.CatalogLoad;
import io.stocktide.schemas.value.Connection;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.sink.ShopOffice;
import io.stocktide.standalone.shops.SyncStatuses;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide shops list}. */
@Command(name = "list", description = "Lists the shops of the shops file and how far each is connected.")
final class ShopListCommand implements Callable<Integer> {
    private static final String ROW = "%-40s %-13s %-20s %12s %10s  %-13s %8s %9s%n";

    @Mixin
    private OfficeOptions options;

    @Option(
            names = "--sink-url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8082",
            description = "A sync-sink, which says how the delivery to each shop stands (default: ${DEFAULT-VALUE}).")
    private URI sinkUrl;

    @Override
    public Integer call() throws InterruptedException {
        ShopDirectory shops = options.shops();
        SyncStatuses statuses = new SyncStatuses(sinkUrl);
        try (ShopOffice office = options.open(shops)) {
            System.out.printf(ROW, "SHOP", "STATE", "SINCE", "VARIANTS", "POINTS", "DELIVERY", "WAITING", "DRAIN");
            for (ShopConfig shop : shops.all()) {
                tell(shop, office.connection(shop.shop()), statuses.of(shop));
            }
            if (statuses.isAway()) {
                System.err.println("stocktide: no sync-sink answers at " + sinkUrl + " (--sink-url)");
            }
        }
        return 0;
    }

    private static void tell(ShopConfig shop, Optional<Connection> connection, Optional<SyncStatus> status) {
        Optional<CatalogLoad> load = connection.map(Connection::load);
        System.out.printf(
                ROW,
                shop.shop(),
                state(shop, connection),
                connection
                        .map(each ->
                                each.changedAt().truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("-"),
                load.map(ShopListCommand::variants).orElse("-"),
                load.map(each -> "%,.0f".formatted(each.costPoints())).orElse("-"),
                status.map(each -> each.state().name().toLowerCase(Locale.ROOT)).orElse("-"),
                status.map(each -> "%,d".formatted(each.waitingRows())).orElse("-"),
                status.map(SyncStatus::drainSeconds).map("%,.1f s"::formatted).orElse("-"));
    }

    private static String state(ShopConfig shop, Optional<Connection> connection) {
        if (!shop.hasAdminAccess()) {
            return "no token";
        }
        return connection
                .map(each -> each.state().name().toLowerCase(Locale.ROOT))
                .orElse("never");
    }

    private static String variants(CatalogLoad load) {
        return load.endedAt() != null
                ? "%,d".formatted(load.variantsRead())
                : "%,d of %,d".formatted(load.variantsRead(), load.variantsExpected());
    }
}
