package io.stocktide.sink.read;

import io.stocktide.service.trace.TraceParent;
import io.stocktide.sink.shopify.CallResult;
import io.stocktide.sink.shopify.Patience;
import io.stocktide.sink.shopify.ShopifyAnswer;
import io.stocktide.sink.shopify.ShopifyCall;
import io.stocktide.sink.shopify.ShopifyCaller;
import io.stocktide.sink.shopify.ShopifyError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reads items by the ids of themselves or of their variants, all levels of each. */
public final class ItemReader {
    /** How many ids one query asks for: what Shopify's limit on a single query's cost (1,000 points) about allows. */
    public static final int MAX_IDS = 50;

    /** Levels come 50 a page; a thousand locations is the most that Shopify's plans allow. */
    private static final int MAX_PAGES = 20;

    /** What stays the same through all the calls of one reading. */
    private record Reading(String shop, TraceParent trace, BooleanSupplier stopped) {}

    private final ShopifyCaller caller;
    private final Patience patience;
    private final Consumer<ShopifyAnswer> onAnswer;

    public ItemReader(ShopifyCaller caller) {
        this(caller, Patience.ASKS_AGAIN);
    }

    /** @param patience how long each call may wait */
    public ItemReader(ShopifyCaller caller, Patience patience) {
        this(caller, patience, answer -> {});
    }

    /** @param onAnswer told of each answer that could be read */
    ItemReader(ShopifyCaller caller, Patience patience, Consumer<ShopifyAnswer> onAnswer) {
        this.caller = caller;
        this.patience = patience;
        this.onAnswer = onAnswer;
    }

    /**
     * What Shopify holds, by the ids asked for. Fails with {@link ReadFailed} where Shopify could not be read.
     *
     * @param gids distinct, at most {@link #MAX_IDS} in one query; more are asked for one query after the other
     */
    public CompletableFuture<Map<String, NodeState>> read(
            String shop, List<String> gids, TraceParent trace, BooleanSupplier stopped) {
        return readAll(new Reading(shop, trace, stopped), gids, MAX_IDS);
    }

    private CompletableFuture<Map<String, NodeState>> readAll(Reading reading, List<String> gids, int atOnce) {
        CompletableFuture<Map<String, NodeState>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
        for (int from = 0; from < gids.size(); from += atOnce) {
            List<String> some = gids.subList(from, Math.min(gids.size(), from + atOnce));
            all = all.thenCompose(soFar -> readSome(reading, some).thenApply(more -> {
                soFar.putAll(more);
                return soFar;
            }));
        }
        return all;
    }

    private CompletableFuture<Map<String, NodeState>> readSome(Reading reading, List<String> gids) {
        return ask(reading, gids, null).thenCompose(result -> {
            if (isTooCostly(result) && gids.size() > 1) {
                return readAll(reading, gids, (gids.size() + 1) / 2);
            }
            ShopifyAnswer answer = answerOf(result);
            CompletableFuture<Map<String, NodeState>> all = CompletableFuture.completedFuture(new LinkedHashMap<>());
            for (int i = 0; i < gids.size(); i++) {
                String gid = gids.get(i);
                Optional<ItemPage> page = ItemPage.in(answer.payload().path(i), windowOf(answer));
                all = all.thenCompose(soFar -> node(reading, page, answer).thenApply(node -> {
                    soFar.put(gid, node);
                    return soFar;
                }));
            }
            return all;
        });
    }

    private CompletableFuture<NodeState> node(Reading reading, Optional<ItemPage> page, ShopifyAnswer answer) {
        ReadWindow window = windowOf(answer);
        return page.map(first -> followed(reading, first, 1))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new NodeState(Optional.empty(), window.from(), window.until())));
    }

    /** Goes on through the item's pages to the last. */
    private CompletableFuture<NodeState> followed(Reading reading, ItemPage soFar, int pages) {
        if (soFar.cursor() == null || pages == MAX_PAGES) {
            return CompletableFuture.completedFuture(soFar.asNode(soFar.cursor() == null));
        }
        return ask(reading, List.of(soFar.gid()), soFar.cursor()).thenCompose(result -> {
            ShopifyAnswer answer = answerOf(result);
            return ItemPage.in(answer.payload().path(0), windowOf(answer))
                    .map(next -> followed(reading, soFar.followedBy(next), pages + 1))
                    // Deleted between two pages: what was read of it is not all.
                    .orElseGet(() -> CompletableFuture.completedFuture(soFar.asNode(false)));
        });
    }

    private CompletableFuture<CallResult> ask(Reading reading, List<String> gids, String after) {
        return caller.call(new ShopifyCall(
                reading.shop(), ItemDocument.ask(gids, after), reading.trace(), reading.stopped(), patience));
    }

    private static boolean isTooCostly(CallResult result) {
        return result instanceof CallResult.Failed failed && failed.error() == ShopifyError.MAX_COST_EXCEEDED;
    }

    private ShopifyAnswer answerOf(CallResult result) {
        if (result instanceof CallResult.Failed failed) {
            throw new ReadFailed(failed.error(), failed.message());
        }
        if (result instanceof CallResult.PutOff putOff) {
            throw new ReadFailed(putOff.error(), putOff.message());
        }
        ShopifyAnswer answer = ((CallResult.Answered) result).answer();
        onAnswer.accept(answer);
        return answer;
    }

    private static ReadWindow windowOf(ShopifyAnswer answer) {
        return ReadWindow.of(answer)
                .orElseThrow(() -> new ReadFailed(ShopifyError.UNREADABLE, "the answer has no Date"));
    }
}
