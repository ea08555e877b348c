package io.stocktide.topology.reads;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;

/** Lets a read into its shop and finds the state that answers it. */
public final class ShopReads {
    /** Answers one request from one shop's state. */
    @FunctionalInterface
    interface Read {
        /** One of the contract's records; throws {@code ProblemException}. */
        Object answer(Context ctx, StockReads reads);
    }

    private final ShopAccess access;
    private final LocalStores stores;

    public ShopReads(ShopAccess access, LocalStores stores) {
        this.access = access;
        this.stores = stores;
    }

    /** As a route takes it; its path names the shop as {@code {shop}}. */
    Handler answering(Read read) {
        return ctx -> {
            String shop = access.require(ctx, Role.READ).shop();
            Queries.answer(ctx, read.answer(ctx, new StockReads(shop, stores.of(shop))));
        };
    }
}
