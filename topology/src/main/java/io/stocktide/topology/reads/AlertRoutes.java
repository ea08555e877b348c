package io.stocktide.topology.reads;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.AlertPage;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import java.util.function.Consumer;

/** The route that lists a shop's alerts. */
public final class AlertRoutes implements Consumer<RoutesConfig> {
    private final ShopAccess access;
    private final AlertDesk desk;

    public AlertRoutes(ShopAccess access, AlertDesk desk) {
        this.access = access;
        this.desk = desk;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/alerts", this::list);
    }

    private void list(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        int limit = Queries.limit(ctx);
        Queries.answer(ctx, new AlertPage(desk.ask(alerts -> alerts.newest(shop, limit))));
    }
}
