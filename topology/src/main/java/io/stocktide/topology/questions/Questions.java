package io.stocktide.topology.questions;

import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.Lookup;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.orders.OrderBook;
import io.stocktide.topology.questions.Agenda.Subject;
import io.stocktide.topology.questions.Agenda.VariantQuestion;
import io.stocktide.topology.stock.Doubts;
import io.stocktide.topology.stock.Item;
import io.stocktide.topology.stock.Items;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks Shopify about one shop's doubts. A doubt has a settling time to go away by itself, since Shopify's own webhooks
 * settle most; what stays is asked about, and asked again with growing pauses until an answer settles it.
 */
public final class Questions implements Doubts, OrderBook.UnknownVariants {
    /** An unknown variant is asked for this often before its orders are given up on. */
    static final int MAX_VARIANT_QUESTIONS = 10;

    private static final int MAX_DOUBLINGS = 6;

    private final String shop;
    private final Duration settling;
    private final Agenda agenda;

    /**
     * @param settling how long a doubt may settle by itself, and the first pause between two questions
     */
    public Questions(String shop, Duration settling, Agenda agenda) {
        this.shop = shop;
        this.settling = settling;
        this.agenda = agenda;
    }

    @Override
    public void review(Item item, long nowMillis) {
        if (item.inDoubt() == (item.askAtMillis() != 0)) {
            return;
        }
        if (item.inDoubt()) {
            schedule(item, nowMillis + settling.toMillis(), 0);
        } else {
            answered(item);
        }
    }

    /** Shopify has answered: what is still in doubt is a new doubt. */
    public void answered(Item item) {
        if (item.askAtMillis() != 0) {
            agenda.remove(item.askAtMillis(), Subject.ITEM, item.id());
            item.askAt(0, 0);
        }
    }

    /** Asks about an item without waiting for it to settle. */
    public void askNow(Item item, Lookup.Reason reason, long nowMillis, Effects effects) {
        effects.lookup(new Lookup(shop, null, item.id(), reason, 0, Instant.ofEpochMilli(nowMillis)));
    }

    @Override
    public void ask(long variantId, long nowMillis) {
        if (agenda.variantQuestion(variantId).isEmpty()) {
            put(variantId, new VariantQuestion(nowMillis, 0));
        }
    }

    /** The variant is known, or Shopify knows no such variant. */
    public void variantIsAnswered(long variantId) {
        agenda.variantQuestion(variantId).ifPresent(question -> {
            agenda.remove(question.dueMillis(), Subject.VARIANT, variantId);
            agenda.removeVariantQuestion(variantId);
        });
    }

    /** A question about an item is due: asks it, if it still stands. */
    public void itemIsDue(long dueMillis, long itemId, Items items, long nowMillis, Effects effects) {
        agenda.remove(dueMillis, Subject.ITEM, itemId);
        Optional<Item> found = items.item(itemId).filter(item -> item.askAtMillis() == dueMillis);
        if (found.isEmpty()) {
            return;
        }
        Item item = found.get();
        Lookup.Reason reason = Lookup.Reason.UNSETTLED;
        effects.lookup(new Lookup(shop, null, itemId, reason, item.asked(), Instant.ofEpochMilli(nowMillis)));
        schedule(item, nowMillis + pauseMillis(item.asked() + 1), item.asked() + 1);
        items.put(item);
    }

    /** A question about a variant is due: asks it, or gives it up with a dead letter after the bound. */
    public void variantIsDue(
            long dueMillis, long variantId, DeadLetter.Origin origin, long nowMillis, Effects effects) {
        agenda.remove(dueMillis, Subject.VARIANT, variantId);
        Optional<VariantQuestion> found = agenda.variantQuestion(variantId);
        if (found.isEmpty() || found.get().dueMillis() != dueMillis) {
            return;
        }
        int asked = found.get().asked();
        if (asked >= MAX_VARIANT_QUESTIONS) {
            agenda.removeVariantQuestion(variantId);
            effects.deadLetter(unknownVariant(variantId, origin, asked, nowMillis));
            return;
        }
        effects.lookup(new Lookup(
                shop, variantId, null, Lookup.Reason.UNKNOWN_VARIANT, asked, Instant.ofEpochMilli(nowMillis)));
        put(variantId, new VariantQuestion(nowMillis + pauseMillis(asked + 1), asked + 1));
    }

    /** The letter for orders whose variant stays unknown. */
    public DeadLetter unknownVariant(long variantId, DeadLetter.Origin origin, int asked, long nowMillis) {
        return new DeadLetter(
                shop,
                "unknown_variant",
                "orders name the variant " + variantId + ", which Shopify does not know; their lines move no stock",
                origin,
                Math.max(1, asked),
                Long.toString(variantId),
                Instant.ofEpochMilli(nowMillis));
    }

    private void schedule(Item item, long dueMillis, int asked) {
        item.askAt(dueMillis, asked);
        agenda.add(dueMillis, Subject.ITEM, item.id());
    }

    private void put(long variantId, VariantQuestion question) {
        agenda.put(variantId, question);
        agenda.add(question.dueMillis(), Subject.VARIANT, variantId);
    }

    private long pauseMillis(int asked) {
        return settling.toMillis() << Math.min(asked, MAX_DOUBLINGS);
    }
}
