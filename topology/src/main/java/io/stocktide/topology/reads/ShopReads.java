package io.stocktide.topology.reads;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.stocktide.service.access.HopSignature;
import io.stocktide.service.access.Role;
import io.stocktide.service.access.ShopAccess;
import io.stocktide.service.http.BoundedBody;
import java.util.Locale;

/** Lets a read into its shop and finds the state that answers it, here or on another instance. */
public final class ShopReads {
    /** Answers one request from one shop's state. */
    @FunctionalInterface
    interface Read {
        /**
         * One of the contract's records, its JSON as bytes, or {@link Queries#NOT_MODIFIED}; throws {@code ProblemException}. May be called
         * more than once for a request, where a copy goes away while it is read.
         */
        Object answer(Context ctx, StockReads reads);
    }

    /** Answers one request that has a body. */
    @FunctionalInterface
    interface BodyRead {
        /** As {@link Read#answer}. */
        Object answer(Context ctx, byte[] body, StockReads reads);
    }

    /** As much as any read's body may have: 500 names of the longest kind, each character escaped. */
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final byte[] NO_BODY = {};

    private final ShopAccess access;
    private final Copies copies;

    public ShopReads(ShopAccess access, Copies copies) {
        this.access = access;
        this.copies = copies;
    }

    /** As a route takes it; its path names the shop as {@code {shop}}. */
    Handler answering(Read read) {
        return ctx -> {
            // The other instance has let the caller in, and says so by its signature.
            boolean isHop =
                    ctx.header(HopSignature.HEADER) != null && copies.hops().isHop(ctx, body(ctx));
            String shop = isHop
                    ? ctx.pathParam("shop").toLowerCase(Locale.ROOT)
                    : access.require(ctx, Role.READ).shop();
            new RoutedRead(copies, ctx, read, shop, isHop).answer();
        };
    }

    /** The same for a request with a body of 1 MiB at most; more is refused with a 413. */
    Handler answeringBody(BodyRead read) {
        return answering((ctx, reads) -> read.answer(ctx, body(ctx), reads));
    }

    /** Kept with the request: a handler that reads it too gets the same bytes. */
    static byte[] body(Context ctx) {
        String method = ctx.req().getMethod();
        return method.equals("GET") || method.equals("HEAD") ? NO_BODY : BoundedBody.read(ctx, MAX_BODY_BYTES);
    }
}
