package io.stocktide.simulator.admin;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.StockLocation;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import io.stocktide.simulator.webhook.Action;
import java.util.List;

/** {@code inventoryActivate}: stocks an item at a location. Activating what is active answers with its level. */
final class ActivateMutation implements DataFetcher<Object> {
    private final Counters counters;

    /** The payload; its errors carry no code. */
    record Payload(Level inventoryLevel, List<UserErrors.Entry> userErrors) {}

    ActivateMutation(Counters counters) {
        this.counters = counters;
    }

    @Override
    public Object get(DataFetchingEnvironment env) {
        counters.up(Count.MUTATION_CALLS);
        try {
            // Activating twice is harmless by itself, so the key need only be there.
            Idempotency.key(env);
        } catch (Rejection rejection) {
            counters.up(Count.REJECTED);
            return rejection.result(env);
        }
        UserErrors errors = new UserErrors();
        Level level = activate(env, errors);
        counters.up(errors.none() ? Count.MUTATIONS_APPLIED : Count.REJECTED);
        return new Payload(level, errors.entries());
    }

    private Level activate(DataFetchingEnvironment env, UserErrors errors) {
        ShopAdmin shop = AdminContext.shop(env);
        Item item = shop.book()
                .items()
                .get(Gid.parse(env.getArgument("inventoryItemId")).expect("InventoryItem"));
        StockLocation location = shop.book()
                .findLocation(Gid.parse(env.getArgument("locationId")).expect("Location"));
        if (item == null) {
            errors.add(null, "The inventory item couldn't be found.", "inventoryItemId");
        }
        if (location == null) {
            errors.add(null, "The location couldn't be found.", "locationId");
        }
        if (!errors.none()) {
            return null;
        }
        Level present = item.levelAt(location.id());
        return present == null ? stock(env, shop, item, location) : keep(env, present, errors);
    }

    private static Level keep(DataFetchingEnvironment env, Level present, UserErrors errors) {
        if (env.getArgument("available") != null || env.getArgument("onHand") != null) {
            errors.add(
                    null,
                    "Not allowed to set available quantity when the item is already active at the location.",
                    "available");
            return null;
        }
        return present;
    }

    private static Level stock(DataFetchingEnvironment env, ShopAdmin shop, Item item, StockLocation location) {
        Integer onHand = env.getArgument("onHand");
        Integer available = env.getArgument("available");
        int units = available != null ? available : onHand != null ? onHand : 0;
        Action action = shop.notifier().action();
        Level level = shop.book().stock(item, location, item.tracked() ? units : 0, action.at());
        shop.notifier().level(action, "inventory_levels/connect", level);
        shop.notifier().level(action, "inventory_levels/update", level);
        return level;
    }
}
