package io.stocktide.sink.shopify;

import io.stocktide.service.trace.TraceParent;
import java.util.function.BooleanSupplier;

/**
 * What to ask whom.
 *
 * @param trace sent along as {@code traceparent}
 * @param stopped whether to leave it where it stands; asked before every attempt
 * @param watch is told of its attempts
 */
public record ShopifyCall(
        String shop,
        GraphQlRequest request,
        TraceParent trace,
        BooleanSupplier stopped,
        Patience patience,
        CallWatch watch) {
    /** That nobody watches. */
    public ShopifyCall(
            String shop, GraphQlRequest request, TraceParent trace, BooleanSupplier stopped, Patience patience) {
        this(shop, request, trace, stopped, patience, CallWatch.NONE);
    }

    /** For one who asks again if need be. */
    public ShopifyCall(String shop, GraphQlRequest request, TraceParent trace, BooleanSupplier stopped) {
        this(shop, request, trace, stopped, Patience.ASKS_AGAIN);
    }
}
