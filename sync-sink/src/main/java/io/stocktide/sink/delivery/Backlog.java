package io.stocktide.sink.delivery;

import io.stocktide.schemas.value.Batch;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is known to wait for Shopify, by shop; one entry for each shop that waits. */
public final class Backlog {
    /**
     * @param inHand rows of the batch in hand
     * @param behind levels that waited on when that was formed
     * @param lastCall how long Shopify took for the last mutation
     */
    private record Waiting(int inHand, int behind, Duration lastCall) {}

    private final Map<String, Waiting> byShop = new ConcurrentHashMap<>();

    void taken(Batch batch) {
        int behind = batch.waiting() == null ? 0 : batch.waiting();
        byShop.compute(
                batch.shop(), (shop, before) -> new Waiting(batch.changes().size(), behind, lastCall(before)));
    }

    /** @param call how long Shopify took; zero where it was not called */
    void delivered(Batch batch, Duration call) {
        byShop.computeIfPresent(
                batch.shop(),
                (shop, before) -> before.behind() == 0
                        ? null
                        : new Waiting(0, before.behind(), call.isZero() ? before.lastCall() : call));
    }

    /** Shops for which anything waits. */
    public Set<String> shops() {
        return byShop.keySet();
    }

    public long rows(String shop) {
        Waiting waiting = byShop.get(shop);
        return waiting == null ? 0 : (long) waiting.inHand() + waiting.behind();
    }

    /** Of them, those of the batch in hand. */
    public long rowsInHand(String shop) {
        Waiting waiting = byShop.get(shop);
        return waiting == null ? 0 : waiting.inHand();
    }

    /** How many batches that will be. */
    public long batches(String shop) {
        Waiting waiting = byShop.get(shop);
        if (waiting == null) {
            return 0;
        }
        long behind = (waiting.behind() + Batch.MAX_CHANGES - 1L) / Batch.MAX_CHANGES;
        return behind + (waiting.inHand() > 0 ? 1 : 0);
    }

    /** How long a mutation takes there. */
    public Duration callTime(String shop) {
        return lastCall(byShop.get(shop));
    }

    private static Duration lastCall(Waiting waiting) {
        return waiting == null ? Duration.ZERO : waiting.lastCall();
    }
}
