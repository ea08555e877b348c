package io.stocktide.sink.read;

import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.shopify.CallResult;
import io.stocktide.sink.shopify.GraphQlRequest;
import io.stocktide.sink.shopify.Patience;
import io.stocktide.sink.shopify.ShopifyAnswer;
import io.stocktide.sink.shopify.ShopifyCall;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.ShopifyError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Asks one shop, one question after the other, and waits for each answer: for work that has a thread of its own. Keeps
 * account of what it cost. Every method throws {@link ReadFailed} where Shopify could not be asked, for all the retries.
 */
public final class ShopReader {
    private final ShopifyCaller caller;
    private final String shop;
    private final TraceParent trace = TraceParent.random();
    private final BooleanSupplier stopped;
    private final double budgetShare;
    private final Patience patience;
    private double costPoints;
    private double restoredPerSecond;

    /** @param stopped whether to leave it where it stands; a call under way then fails with WorkStopped */
    public ShopReader(ShopifyCaller caller, String shop, BooleanSupplier stopped) {
        this(caller, shop, stopped, 1, Patience.AT_A_COMMAND);
    }

    /**
     * @param budgetShare the most that it may spend of what the shop's bucket restores: behind each answer it waits until
     *     that share has made up for its cost
     * @param patience how long each question may wait
     */
    public ShopReader(
            ShopifyCaller caller, String shop, BooleanSupplier stopped, double budgetShare, Patience patience) {
        this.patience = patience;
        this.budgetShare = budgetShare;
        this.caller = caller;
        this.shop = shop;
        this.stopped = stopped;
    }

    public String shop() {
        return shop;
    }

    /** What rides along with its calls, and should with what is written of them. */
    public TraceParent trace() {
        return trace;
    }

    /** Points of the shop's cost budget that its answers have named so far. */
    public double costPoints() {
        return costPoints;
    }

    /** Shopify's answer to one request. */
    public ShopifyAnswer ask(GraphQlRequest request) {
        return answerOf(call(request));
    }

    /** As {@link #ask}; null where one query may not cost as much. */
    ShopifyAnswer askUnlessTooCostly(GraphQlRequest request) {
        CallResult result = call(request);
        if (result instanceof CallResult.Failed failed && failed.error() == ShopifyError.MAX_COST_EXCEEDED) {
            return null;
        }
        return answerOf(result);
    }

    /** What Shopify holds of these items, all levels of each, by their gids. */
    public Map<String, NodeState> items(Collection<String> gids) {
        Map<String, NodeState> all = new LinkedHashMap<>();
        ItemReader reader = new ItemReader(caller, patience, this::counted);
        List<String> distinct = gids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += ItemReader.MAX_IDS) {
            List<String> some = distinct.subList(from, Math.min(distinct.size(), from + ItemReader.MAX_IDS));
            all.putAll(paced(() -> reader.read(shop, some, trace, stopped).join()));
        }
        return all;
    }

    private ShopifyAnswer answerOf(CallResult result) {
        if (result instanceof CallResult.Failed failed) {
            throw new ReadFailed(failed.error(), failed.message());
        }
        if (result instanceof CallResult.PutOff putOff) {
            throw new ReadFailed(putOff.error(), putOff.message());
        }
        return ((CallResult.Answered) result).answer();
    }

    private CallResult call(GraphQlRequest request) {
        return paced(() -> {
            CallResult result = caller.call(new ShopifyCall(shop, request, trace, stopped, patience))
                    .join();
            if (result instanceof CallResult.Answered answered) {
                var unused = counted(answered.answer());
            }
            return result;
        });
    }

    private synchronized ShopifyAnswer counted(ShopifyAnswer answer) {
        costPoints += answer.costPoints();
        restoredPerSecond = answer.restoredPerSecond();
        return answer;
    }

    private <T> T paced(Supplier<T> work) {
        double before = costPoints;
        T result = join(work);
        if (budgetShare < 1 && restoredPerSecond > 0) {
            double seconds = (costPoints - before) / (restoredPerSecond * budgetShare);
            LockSupport.parkNanos((long) (seconds * 1e9));
        }
        return result;
    }

    private static <T> T join(Supplier<T> work) {
        try {
            return work.get();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
