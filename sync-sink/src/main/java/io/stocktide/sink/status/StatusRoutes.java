package io.stocktide.sink.status;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import java.util.function.Consumer;

/** The route that tells how the delivery to a shop stands. */
public final class StatusRoutes implements Consumer<RoutesConfig> {
    private final ShopAccess access;
    private final ShopBoard board;

    public StatusRoutes(ShopAccess access, ShopBoard board) {
        this.access = access;
        this.board = board;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/shops/{shop}/sync", this::status);
    }

    private void status(Context ctx) throws Exception {
        String shop = access.require(ctx, Role.READ).shop();
        ctx.result(Json.mapper().writeValueAsBytes(board.of(shop)));
    }
}
