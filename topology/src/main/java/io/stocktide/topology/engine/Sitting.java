package io.stocktide.topology.engine;

import io.stocktide.schemas.value.Lookup;
import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.Effects;
import io.stocktide.topology.facts.Fact;
import io.stocktide.topology.orders.OrderBook;
import io.stocktide.topology.outbox.BatchForming;
import io.stocktide.topology.outbox.Landing;
import io.stocktide.topology.outbox.Outbox;
import io.stocktide.topology.questions.Questions;
import io.stocktide.topology.reservations.ReservationDesk;
import io.stocktide.topology.stock.ChannelStock;
import io.stocktide.topology.stock.StockBook;
import java.time.Duration;

/** The books of one shop, open for one fact. */
final class Sitting {
    private final Fact fact;
    private final ShopState state;
    private final Effects effects;
    private final Questions questions;
    private final StockBook stock;
    private final ChannelStock channels;
    private boolean queued;

    Sitting(Fact fact, ShopState state, Effects effects, Duration settling, Long lowStockThreshold) {
        this.fact = fact;
        this.state = state;
        this.effects = effects;
        this.questions = new Questions(fact.shop(), settling, state);
        this.stock = new StockBook(fact, state, questions, lowStockThreshold);
        this.channels = new ChannelStock(stock);
    }

    Fact fact() {
        return fact;
    }

    ShopState state() {
        return state;
    }

    Effects effects() {
        return effects;
    }

    StockBook stock() {
        return stock;
    }

    Questions questions() {
        return questions;
    }

    /** Describes an item; lines that waited for its SKU are posted. */
    void describe(long itemId, Register<String> sku, Register<Boolean> tracked) {
        String before = stock.open(itemId).sku();
        stock.describe(itemId, sku, tracked);
        String after = stock.open(itemId).sku();
        if (after != null && !after.equals(before)) {
            new ChannelEventHandling(this).skuIsKnown(after);
            queued = true;
        }
    }

    /** The levels of an item have been observed: a stale count may have waited for that. */
    void isObserved(long itemId) {
        queued |= outbox().hasNews(itemId);
    }

    OrderBook orders() {
        return new OrderBook(state, state, stock, questions);
    }

    Outbox outbox() {
        return new Outbox(state, channels);
    }

    Landing landing() {
        return new Landing(state, outbox(), channels, this::askNow);
    }

    /** Asks for an item's figures at Shopify, without which a count cannot be sent again. */
    void askNow(long itemId) {
        questions.askNow(stock.open(itemId), Lookup.Reason.STALE, fact.recordMillis(), effects);
    }

    ReservationDesk reservations() {
        return new ReservationDesk(state, state, stock, outbox(), effects);
    }

    /** Writes all that was posted, and forms a batch only where the news has queued something: most has not. */
    void closeAfterNews() {
        if (queued) {
            formBatchAndClose();
        } else {
            stock.close(effects);
        }
    }

    /** Forms the next batch if there is one, then writes all that was posted. */
    void formBatchAndClose() {
        new BatchForming(state, channels).formNext().ifPresent(effects::batch);
        stock.close(effects);
    }
}
