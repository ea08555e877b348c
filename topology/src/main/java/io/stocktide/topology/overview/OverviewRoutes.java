package io.stocktide.topology.overview;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stocktide.schemas.rest.ShopPage;
import io.stocktide.schemas.rest.WhoAmI;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.access.TokenHolder;
import io.stocktide.service.http.ProblemException;
import io.stocktide.topology.reads.Queries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The routes that show the system at a glance and the shops one by one. */
public final class OverviewRoutes implements Consumer<RoutesConfig> {
    private static final int MAX_QUERY_CHARS = 100;

    private final ShopAccess access;
    private final SystemView view;

    public OverviewRoutes(ShopAccess access, SystemView view) {
        this.access = access;
        this.view = view;
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/v1/overview", ctx -> Queries.answer(ctx, view.overview(access.holder(ctx))));
        routes.get("/v1/whoami", this::whoAmI);
        routes.get("/v1/shops", this::shops);
        routes.get("/v1/shops/{shop}/sync", this::shop);
    }

    private void whoAmI(Context ctx) {
        TokenHolder holder = access.holder(ctx);
        List<String> shops = holder.shops().stream().sorted().toList();
        Queries.answer(ctx, new WhoAmI(holder.tokenName(), holder.role().name().toLowerCase(Locale.ROOT), shops));
    }

    private void shop(Context ctx) {
        String shop = access.require(ctx, Role.READ).shop();
        Queries.answer(ctx, view.statuses(List.of(shop)).get(0));
    }

    private void shops(Context ctx) {
        TokenHolder holder = access.holder(ctx);
        int limit = Queries.limit(ctx);
        String after = Optional.ofNullable(ctx.queryParam("cursor")).orElse("");
        String held = query(ctx);
        // One more than asked for tells whether there is a next page.
        List<String> found = view.shops(holder).stream()
                .filter(shop -> shop.contains(held) && shop.compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        boolean isLast = found.size() <= limit;
        List<String> page = isLast ? found : found.subList(0, limit);
        Queries.answer(ctx, new ShopPage(view.statuses(page), isLast ? null : page.get(limit - 1)));
    }

    private static String query(Context ctx) {
        String held = Optional.ofNullable(ctx.queryParam("q")).orElse("").toLowerCase(Locale.ROOT);
        if (held.length() > MAX_QUERY_CHARS) {
            throw ProblemException.of(
                    400, "bad-query", "Bad query", "q is a part of a domain, of " + MAX_QUERY_CHARS + " at most.");
        }
        return held;
    }
}
