package io.stocktide.sink.shopify;

import io.stocktide.sink.async.Workers;
import java.util.concurrent.CompletableFuture;

/** Calls Shopify until it has answered or there is no point in going on, within each shop's cost budget. */
public final class ShopifyCaller {
    final ShopifyClient client;
    final RetrySettings retry;
    final Workers workers;
    final CallClass callClass;
    final AccessTokens tokens;
    private final CostBudgets budgets;

    public ShopifyCaller(
            ShopifyClient client,
            AccessTokens tokens,
            CostBudgets budgets,
            RetrySettings retry,
            Workers workers,
            CallClass callClass) {
        this.client = client;
        this.tokens = tokens;
        this.budgets = budgets;
        this.retry = retry;
        this.workers = workers;
        this.callClass = callClass;
    }

    /** Fails only with {@link io.stocktide.sink.async.WorkStopped}, or where our own code is at fault. */
    public CompletableFuture<CallResult> call(ShopifyCall call) {
        if (!tokens.has(call.shop())) {
            ShopifyError error = ShopifyError.SHOP_NOT_CONNECTED;
            return CompletableFuture.completedFuture(new CallResult.Failed(error, error.reason(), 1));
        }
        return new Exchange(this, call, budgets.of(call.shop())).start();
    }
}
