package io.stocktide.simulator.admin;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.stocktide.simulator.admin.QuantityCall.Kind;
import io.stocktide.simulator.book.IdMint;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.ShopBook;
import io.stocktide.simulator.progress.Counters;
import io.stocktide.simulator.progress.Counters.Count;
import io.stocktide.simulator.webhook.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code inventoryAdjustQuantities} and {@code inventorySetQuantities}. Moves the levels and never the journal: what
 * the change stands for, a marketplace sale say, was journalled when it happened. Runs under the shop's lock.
 */
final class QuantityMutation implements DataFetcher<Object> {
    private final Kind kind;
    private final Counters counters;
    private final boolean staleOnReplay;

    /** The payload of both mutations. */
    record Payload(AppliedGroup inventoryAdjustmentGroup, List<UserErrors.Entry> userErrors) {}

    QuantityMutation(Kind kind, Counters counters, boolean staleOnReplay) {
        this.kind = kind;
        this.counters = counters;
        this.staleOnReplay = staleOnReplay;
    }

    @Override
    public Object get(DataFetchingEnvironment env) {
        counters.up(Count.MUTATION_CALLS);
        try {
            Payload payload = answer(env);
            if (!payload.userErrors().isEmpty()) {
                counters.up(Count.REJECTED);
            }
            return payload;
        } catch (Rejection rejection) {
            counters.up(Count.REJECTED);
            return rejection.result(env);
        }
    }

    private Payload answer(DataFetchingEnvironment env) {
        String key = Idempotency.key(env);
        QuantityCall call = QuantityCall.read(kind, env.getArgument("input"));
        refuseMalformed(call);
        ShopAdmin shop = AdminContext.shop(env);
        String fingerprint = Idempotency.fingerprint(env, AdminContext.rawVariables(env));
        if (shop.keys().isUnderWay(key)) {
            return concurrent();
        }
        IdempotencyKeys.Use use = shop.keys().find(key, shop.book().now());
        if (use != null) {
            return replay(shop, call, use, fingerprint);
        }
        QuantityPlan plan = new QuantityPlan(shop.book(), call);
        boolean failed = !plan.errors().none();
        AppliedGroup group = failed ? null : apply(shop, key, call, plan);
        shop.keys()
                .remember(key, new IdempotencyKeys.Use(fingerprint, shop.book().now(), group, failed));
        return new Payload(group, plan.errors().entries());
    }

    private static Payload concurrent() {
        UserErrors errors = new UserErrors();
        errors.add("IDEMPOTENCY_CONCURRENT_REQUEST", "A request with this idempotency key is still under way.");
        return new Payload(null, errors.entries());
    }

    private void refuseMalformed(QuantityCall call) {
        if (call.rows().size() > QuantityCall.MOST_ROWS) {
            throw new Rejection(
                    "MAX_INPUT_SIZE_EXCEEDED",
                    "The input array size of " + call.rows().size() + " is greater than the maximum allowed of "
                            + QuantityCall.MOST_ROWS + ".");
        }
        if (!call.rows().stream().allMatch(QuantityCall.Row::hasChangeFrom)) {
            throw new Rejection(
                    "INVALID_FIELD_ARGUMENTS",
                    kind.rowType() + " must include the following argument: changeFromQuantity.");
        }
    }

    private Payload replay(ShopAdmin shop, QuantityCall call, IdempotencyKeys.Use use, String fingerprint) {
        UserErrors errors = new UserErrors();
        if (!use.fingerprint().equals(fingerprint)) {
            errors.add("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", "The idempotency key was used with other parameters.");
        } else if (use.failed()) {
            errors.add("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", "The previous attempt failed. Use a new key.");
        } else if (staleOnReplay && hasStaleCompare(shop.book(), call)) {
            errors.add("CHANGE_FROM_QUANTITY_STALE", "The changeFromQuantity value does not match.", "input");
        } else {
            counters.up(Count.MUTATIONS_REPLAYED);
            return new Payload(use.outcome(), List.of());
        }
        return new Payload(null, errors.entries());
    }

    private static boolean hasStaleCompare(ShopBook book, QuantityCall call) {
        return new QuantityPlan(book, call)
                .errors().entries().stream().anyMatch(entry -> entry.code().equals("CHANGE_FROM_QUANTITY_STALE"));
    }

    /** Null, as Shopify answers, when every delta is zero. */
    private AppliedGroup apply(ShopAdmin shop, String key, QuantityCall call, QuantityPlan plan) {
        if (plan.steps().stream().allMatch(step -> step.delta() == 0)) {
            return null;
        }
        Action action = shop.notifier().action();
        Map<Level, Boolean> touched = new LinkedHashMap<>();
        for (QuantityPlan.Step step : plan.steps()) {
            step.level().adjust(step.delta(), action.at());
            touched.merge(step.level(), step.delta() != 0, Boolean::logicalOr);
        }
        counters.up(Count.MUTATIONS_APPLIED);
        if (shop.keys().applied(key) > 1) {
            counters.up(Count.KEYS_APPLIED_AGAIN);
        }
        shop.notifier()
                .levels(action, touched.keySet().stream().filter(touched::get).toList());
        long id = shop.book().ids().next(IdMint.Kind.ADJUSTMENT);
        return new AppliedGroup(id, action.at(), call.reason(), call.referenceDocumentUri(), plan.steps());
    }
}
