package io.stocktide.topology.reads;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.BoundedBody;

/** Lets a read into its shop and finds the state that answers it. */
public final class ShopReads {
    /** Answers one request from one shop's state. */
    @FunctionalInterface
    interface Read {
        /** One of the contract's records; throws {@code ProblemException}. */
        Object answer(Context ctx, StockReads reads);
    }

    /** Answers one request that has a body. */
    @FunctionalInterface
    interface BodyRead {
        /** As {@link Read#answer}. */
        Object answer(Context ctx, byte[] body, StockReads reads);
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

    /**
     * As a route takes it, for a request with a body.
     *
     * @param maxBodyBytes more are refused with a 413
     */
    Handler answering(int maxBodyBytes, BodyRead read) {
        return ctx -> {
            String shop = access.require(ctx, Role.READ).shop();
            byte[] body = BoundedBody.read(ctx, maxBodyBytes);
            Queries.answer(ctx, read.answer(ctx, body, new StockReads(shop, stores.of(shop))));
        };
    }
}
