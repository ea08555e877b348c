package io.stocktide.sink.shopify;

import io.stocktide.sink.async.Workers;
import io.stocktide.sink.gate.ShopGates;
import java.util.concurrent.CompletableFuture;

/** Calls Shopify until it has answered or there is no point in going on, within each shop's budget and through its gate. */
public final class ShopifyCaller {
    final ShopifyClient client;
    final RetrySettings retry;
    final Workers workers;
    final CallClass callClass;
    final ShopGates gates;
    final TokenProbe probe = new TokenProbe(this);
    final AdminTokens tokens;
    private final CostBudgets budgets;

    public ShopifyCaller(
            ShopifyClient client,
            AdminTokens tokens,
            CostBudgets budgets,
            ShopGates gates,
            RetrySettings retry,
            Workers workers,
            CallClass callClass) {
        this.client = client;
        this.tokens = tokens;
        this.budgets = budgets;
        this.gates = gates;
        this.retry = retry;
        this.workers = workers;
        this.callClass = callClass;
    }

    /** Fails only with {@link io.stocktide.sink.async.WorkStopped}, or where our own code is at fault. */
    public CompletableFuture<CallResult> call(ShopifyCall call) {
        return new Exchange(this, call, budgets.of(call.shop()), gates.of(call.shop())).start();
    }
}
