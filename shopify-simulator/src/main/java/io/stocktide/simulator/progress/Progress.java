package io.stocktide.simulator.progress;

import io.stocktide.simulator.progress.Counters.Count;

/**
 * One reading of a run.
 *
 * @param trafficDone all orders, edits and marketplace events of the run have happened
 * @param quiet traffic is done and nothing is on its way: no webhook, no marketplace event
 * @param ordersTotal orders the run will place; 0 when it does not end
 * @param channelSales marketplace events that have happened, of every type
 * @param channelSalesPending those not yet accepted, or owed a duplicate
 * @param webhooksDelivered webhooks answered 2xx; a duplicate does not count again
 * @param webhookAttempts requests made, retries and duplicates included
 * @param webhooksPending webhooks not yet delivered or given up, duplicates still owed included
 * @param webhooksLost webhooks given up after the last retry
 * @param duplicatesSent second deliveries answered 2xx
 * @param mutationCalls inventory mutations that reached evaluation; throttled ones did not
 * @param mutationsReplayed calls answered from an idempotency key
 * @param keysAppliedAgain how often a mutation was applied under a key that had been applied before; should be 0
 * @param rejected calls answered with an error or a userError
 */
public record Progress(
        boolean trafficDone,
        boolean quiet,
        long orders,
        long ordersTotal,
        long cancels,
        long refunds,
        long edits,
        long fulfilments,
        long manualEdits,
        long channelSales,
        long channelSalesPending,
        long webhooksTriggered,
        long webhooksDelivered,
        long webhookAttempts,
        long webhooksPending,
        long webhooksLost,
        long duplicatesSent,
        long mutationCalls,
        long mutationsApplied,
        long mutationsReplayed,
        long keysAppliedAgain,
        long throttled,
        long rejected) {

    /** Reads the counters. */
    public static Progress read(Counters c, boolean trafficDone, long ordersTotal) {
        long channelPending = c.of(Count.CHANNEL_PENDING);
        long webhooksPending = c.of(Count.WEBHOOKS_PENDING);
        return new Progress(
                trafficDone,
                trafficDone && channelPending == 0 && webhooksPending == 0,
                c.of(Count.ORDERS),
                ordersTotal,
                c.of(Count.CANCELS),
                c.of(Count.REFUNDS),
                c.of(Count.EDITS),
                c.of(Count.FULFILMENTS),
                c.of(Count.MANUAL_EDITS),
                c.of(Count.CHANNEL_EVENTS),
                channelPending,
                c.of(Count.WEBHOOKS_TRIGGERED),
                c.of(Count.WEBHOOKS_DELIVERED),
                c.of(Count.WEBHOOK_ATTEMPTS),
                webhooksPending,
                c.of(Count.WEBHOOKS_LOST),
                c.of(Count.DUPLICATES_SENT),
                c.of(Count.MUTATION_CALLS),
                c.of(Count.MUTATIONS_APPLIED),
                c.of(Count.MUTATIONS_REPLAYED),
                c.of(Count.KEYS_APPLIED_AGAIN),
                c.of(Count.THROTTLED),
                c.of(Count.REJECTED));
    }
}
