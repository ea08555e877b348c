package io.stocktide.topology.engine;

import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.Delivery;
import io.stocktide.schemas.value.Snapshot;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.questions.Questions;
import io.stocktide.topology.webhooks.WebhookFact;
import java.time.Duration;

/**
 * Applies facts to the state of their shop. Nothing is read but the fact and the state, no clock and no chance, so the
 * same facts make the same state. Whoever calls buffers the writes: a fact that throws must leave nothing behind.
 */
public final class ShopEngine {
    private final Duration settling;

    /**
     * @param settling how long a doubt may settle by itself before Shopify is asked
     */
    public ShopEngine(Duration settling) {
        this.settling = settling;
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
        new WebhookHandling(sitting).apply(webhook);
        sitting.closeAfterNews();
        return Verdict.APPLIED;
    }

    public Verdict channelEvent(Fact fact, ChannelEvent event, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        boolean posted = new ChannelEventHandling(sitting).apply(event);
        sitting.formBatchAndClose();
        return posted ? Verdict.APPLIED : Verdict.DEAD_LETTER;
    }

    public Verdict delivery(Fact fact, Delivery delivery, ShopState state, Effects effects) {
        Sitting sitting = open(fact, state, effects);
        sitting.outbox().land(delivery);
        sitting.formBatchAndClose();
        return Verdict.APPLIED;
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
            case PARKED_LINE -> {
                state.remove(dueMillis, subject, id);
                ChannelEventHandling handling = new ChannelEventHandling(open(fact, state, effects));
                state.parked(id).ifPresent(handling::giveUp);
            }
        }
    }

    private Sitting open(Fact fact, ShopState state, Effects effects) {
        return new Sitting(fact, state, effects, settling);
    }
}
