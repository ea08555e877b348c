package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Batch;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.ReservationReply;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.facts.Safeguards;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.questions.Questions;
import io.stocktide.topology.reservations.DeferredCommands;
import io.stocktide.topology.reservations.KeptReservation;
import io.stocktide.topology.webhooks.WebhookFact;
import io.stocktide.topology.webhooks.WebhookFact.LocationClosed;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Applies facts to the state of their shop. Nothing is read but the fact and the state, no clock and no chance, so the
 * same facts make the same state. Whoever calls buffers the writes: a fact that throws must leave nothing behind.
 */
public final class ShopEngine {
    private static final int MAX_RESUMED = 100;
    private static final int MAX_CLOSED_AT_ONCE = 500;

    private final Duration settling;
    private final Safeguards safeguards;
    private final Long lowStockThreshold;

    /**
     * @param settling how long a doubt may settle by itself before Shopify is asked
     */
    public ShopEngine(Duration settling) {
        this(settling, Safeguards.ALL);
    }

    /** As above, where a test may take safeguards away. */
    public ShopEngine(Duration settling, Safeguards safeguards) {
        this(settling, safeguards, null);
    }

    /** @param lowStockThreshold at or below it stock is low, of items that have no threshold of their own; null for none */
    public ShopEngine(Duration settling, Safeguards safeguards, Long lowStockThreshold) {
        this.settling = settling;
        this.lowStockThreshold = lowStockThreshold;
        this.safeguards = safeguards;
    }

    public Verdict webhook(Fact fact, WebhookFact webhook, ShopState state, Effects effects) {
        if (webhook instanceof WebhookFact.NoStockMeaning) {
            return Verdict.NO_STOCK_MEANING;
        }
        if (webhook instanceof WebhookFact.ComplianceAsked asked) {
            Compliance.ask(fact, asked, state, effects);
            return Verdict.COMPLIANCE;
        }
        Sitting sitting = open(WebhookHandling.named(fact, webhook), state, effects);
        new WebhookHandling(sitting, safeguards).apply(webhook);
        sitting.closeAfterNews();
        return Verdict.APPLIED;
    }

    /**
     * Closes a location's levels, some items at a time, since a shop may have very many.
     *
     * @param afterItemId the last item of the call before; -1 at first
     * @return the last item of this call; empty where there are no more
     */
    public OptionalLong closeLevels(
            Fact fact, LocationClosed closed, long afterItemId, ShopState state, Effects effects) {
        List<Long> itemIds = state.itemsAfter(afterItemId, MAX_CLOSED_AT_ONCE);
        Sitting sitting = open(fact, state, effects);
        new WebhookHandling(sitting, safeguards).closeLevels(closed, itemIds);
        sitting.stock().close(effects);
        return itemIds.isEmpty() ? OptionalLong.empty() : OptionalLong.of(itemIds.get(itemIds.size() - 1));
    }

    public Verdict channelEvent(Fact fact, ChannelEvent event, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        boolean posted = true;
        if (event.reservation() == null) {
            posted = new ChannelEventHandling(sitting).apply(event);
        } else {
            new ReservationHandling(sitting).apply(event);
        }
        sitting.formBatchAndClose();
        return posted ? Verdict.APPLIED : Verdict.DEAD_LETTER;
    }

    public Verdict delivery(Fact fact, Delivery delivery, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        sitting.landing().land(delivery);
        sitting.formBatchAndClose();
        return Verdict.APPLIED;
    }

    /**
     * A batch is read back, which the topology itself has formed.
     *
     * @param hasLanded whether its delivery has been seen already
     */
    public Verdict batch(Fact fact, Batch batch, boolean hasLanded, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        sitting.outbox().recall(batch, hasLanded);
        sitting.stock().close(effects);
        return Verdict.APPLIED;
    }

    /** What was decided of a reservation is read back. */
    public Verdict reply(Fact fact, ReservationReply reply, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        state.forgetDeferred(reply.throughOffset());
        sitting.reservations().recall(reply);
        sitting.stock().close(effects);
        return Verdict.APPLIED;
    }

    /** A replay is over: takes up what it has left open. Returns whether there may be more. */
    public boolean resume(Fact fact, ShopState state, Effects effects) {
        List<DeferredCommands.Deferred> open = state.deferred(MAX_RESUMED);
        for (DeferredCommands.Deferred each : open) {
            Cause cause = new Cause(Cause.Kind.CHANNEL_EVENT, each.event().idempotencyKey(), null, null, null);
            state.forgetDeferred(each.origin().offset());
            channelEvent(
                    new Fact(fact.shop(), cause, fact.recordMillis(), each.origin()), each.event(), state, effects);
        }
        Sitting sitting = open(fact, state, effects);
        sitting.formBatchAndClose();
        return open.size() == MAX_RESUMED;
    }

    /** Publishes an item as a replay has rebuilt it, and asks what its counts wait for. */
    public void publish(Fact fact, long itemId, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        if (sitting.stock().publish(itemId, effects)) {
            sitting.askNow(itemId);
        }
    }

    public Verdict snapshot(Fact fact, Snapshot snapshot, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        new SnapshotHandling(sitting).apply(snapshot);
        sitting.closeAfterNews();
        return Verdict.APPLIED;
    }

    /**
     * Something of the agenda is due.
     *
     * @param fact stands in for a record: its time is now, and its origin is where a dead letter would come from
     */
    public void isDue(Fact fact, long dueMillis, Agenda.Subject subject, long id, ShopState state, Effects effects) {
        Questions questions = new Questions(fact.shop(), settling, state);
        switch (subject) {
            case ITEM -> questions.itemIsDue(dueMillis, id, state, fact.recordMillis(), effects);
            case VARIANT -> questions.variantIsDue(dueMillis, id, fact.origin(), fact.recordMillis(), effects);
            case RESERVATION -> {
                state.remove(dueMillis, subject, id);
                state.reservationsBeginningWith(id)
                        .forEach(kept -> reservationIsDue(fact, dueMillis, kept, state, effects));
            }
            case PARKED_LINE -> {
                state.remove(dueMillis, subject, id);
                ChannelEventHandling handling = new ChannelEventHandling(open(fact, state, effects));
                state.parked(id).ifPresent(handling::giveUp);
            }
        }
    }

    private void reservationIsDue(Fact fact, long dueMillis, KeptReservation kept, ShopState state, Effects effects) {
        String id = kept.reservation().reservationId();
        Cause cause = new Cause(Cause.Kind.RESERVATION, id, null, null, null);
        Sitting sitting = open(
                new Fact(fact.shop(), cause, fact.recordMillis(), fact.origin(), fact.rebuilding()), state, effects);
        sitting.reservations().isDue(kept, dueMillis);
        sitting.stock().close(effects);
    }

    private Sitting open(Fact fact, ShopState state, Effects effects) {
        return new Sitting(fact, state, effects, settling, lowStockThreshold);
    }
}
