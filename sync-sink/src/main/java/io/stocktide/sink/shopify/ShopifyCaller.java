package io.stocktide.sink.shopify;

import io.stocktide.service.shops.Secret;
import io.stocktide.service.shops.ShopConfig;
import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.sink.async.Workers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls Shopify until it has answered or there is no point in going on, within each shop's cost budget. */
public final class ShopifyCaller {
    final ShopifyClient client;
    final RetrySettings retry;
    final Workers workers;
    final CallClass callClass;
    private final ShopDirectory shops;
    private final CostBudgets budgets;

    public ShopifyCaller(
            ShopifyClient client,
            ShopDirectory shops,
            CostBudgets budgets,
            RetrySettings retry,
            Workers workers,
            CallClass callClass) {
        this.client = client;
        this.shops = shops;
        this.budgets = budgets;
        this.retry = retry;
        this.workers = workers;
        this.callClass = callClass;
    }

    /** Fails only with {@link io.stocktide.sink.async.WorkStopped}, or where our own code is at fault. */
    public CompletableFuture<CallResult> call(ShopifyCall call) {
        Optional<Secret> token = shops.find(call.shop()).flatMap(ShopConfig::adminToken);
        if (token.isEmpty()) {
            ShopifyError error = ShopifyError.SHOP_NOT_CONNECTED;
            return CompletableFuture.completedFuture(new CallResult.Failed(error, error.reason(), 1));
        }
        return new Exchange(this, call, token.get(), budgets.of(call.shop())).start();
    }
}
