package io.stocktide.topology.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.outbox.Outbox;
import io.stocktide.topology.questions.Agenda;
import io.stocktide.topology.stock.ChannelDelta;
import io.stocktide.topology.stock.PendingCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Posts what a channel did, and queues it for Shopify. */
final class ChannelEventHandling {
    /** How long a line waits for its SKU, in record time: as long as Shopify may take to deliver a webhook. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Sitting sitting;
    private final Outbox outbox;
    private final SkuBook skus;

    ChannelEventHandling(Sitting sitting) {
        this.sitting = sitting;
        this.outbox = sitting.outbox();
        this.skus = new SkuBook(sitting);
    }

    /** Returns whether any line could be posted or waits; every other one has become a dead letter. */
    boolean apply(ChannelEvent event) {
        boolean posted = false;
        for (int index = 0; index < event.lines().size(); index++) {
            ParkedLine line = ParkedLine.of(event, index, sitting.fact().origin());
            posted |= apply(line, event.lines().get(index));
        }
        return posted;
    }

    private boolean apply(ParkedLine parked, ChannelLine line) {
        List<Long> items = skus.itemsOf(line);
        if (items.isEmpty()) {
            park(parked);
        } else if (items.size() == 1) {
            post(parked, items.get(0));
        } else {
            refuse(line, "ambiguous_sku", parked.origin());
        }
        return items.size() < 2;
    }

    /** A SKU has become known: the lines that waited for it are posted, but for those whose time was over. */
    void skuIsKnown(String sku) {
        for (ParkedLine parked : sitting.state().parkedFor(sku)) {
            if (parked.dueMillis() <= sitting.fact().recordMillis()) {
                giveUp(parked);
            } else {
                sitting.state().unpark(parked);
                apply(parked, parked.line());
            }
        }
    }

    /** A line has waited long enough for its SKU. */
    void giveUp(ParkedLine parked) {
        sitting.state().unpark(parked);
        refuse(parked.line(), "unknown_sku", parked.origin());
    }

    private void park(ParkedLine parked) {
        ParkedLine until = parked.until(sitting.fact().recordMillis() + PATIENCE.toMillis());
        sitting.state().park(until);
        sitting.state().add(until.dueMillis(), Agenda.Subject.PARKED_LINE, until.id());
    }

    private void post(ParkedLine parked, long itemId) {
        ChannelLine line = parked.line();
        if (parked.type() == ChannelEvent.Type.THRESHOLD) {
            setThreshold(parked, itemId);
            return;
        }
        long at = line.locationId();
        int quantity = line.quantity();
        switch (parked.type()) {
            case SALE -> outbox.delta(itemId, at, delta(parked, -quantity), LedgerRow.Kind.SALE);
            case RETURN -> outbox.delta(itemId, at, delta(parked, quantity), LedgerRow.Kind.RETURN);
            case ADJUSTMENT -> outbox.delta(itemId, at, delta(parked, quantity), LedgerRow.Kind.ADJUSTMENT);
            case TRANSFER -> {
                outbox.delta(itemId, at, delta(parked, -quantity), LedgerRow.Kind.TRANSFER);
                outbox.delta(itemId, line.toLocationId(), delta(parked, quantity), LedgerRow.Kind.TRANSFER);
            }
            case COUNT -> outbox.count(itemId, at, count(parked));
            case REDRIVE -> outbox.redrive(itemId, at, delta(parked, 0));
            case THRESHOLD, RESERVE, CONFIRM, RELEASE ->
                throw new IllegalArgumentException("moves nothing: " + parked.type());
        }
    }

    private void setThreshold(ParkedLine parked, long itemId) {
        ChannelLine line = parked.line();
        Long quantity = line.quantity() == null ? null : Long.valueOf(line.quantity());
        sitting.stock()
                .threshold(itemId, line.locationId(), quantity, parked.occurredAtMillis(), parked.idempotencyKey());
    }

    private static ChannelDelta delta(ParkedLine line, int delta) {
        return new ChannelDelta(delta, line.occurredAtMillis(), line.id(), line.idempotencyKey());
    }

    private static PendingCount count(ParkedLine line) {
        return PendingCount.of(
                line.idempotencyKey(),
                line.origin().offset(),
                line.occurredAtMillis(),
                line.line().quantity());
    }

    private void refuse(ChannelLine line, String cause, DeadLetter.Origin origin) {
        sitting.effects()
                .deadLetter(new DeadLetter(
                        sitting.fact().shop(),
                        cause,
                        "the line's SKU does not name one inventory item at the location",
                        origin,
                        1,
                        json(line),
                        Instant.ofEpochMilli(sitting.fact().recordMillis())));
    }

    private static String json(ChannelLine line) {
        try {
            return Json.mapper().writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line always has JSON", e);
        }
    }
}
