package io.stocktide.topology.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.outbox.Outbox;
import io.stocktide.topology.questions.Agenda;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Posts what a channel did, and queues it for Shopify. */
final class ChannelEventHandling {
    /** How long a line waits for its SKU, in record time: as long as Shopify may take to deliver a webhook. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Sitting sitting;
    private final Outbox outbox;

    ChannelEventHandling(Sitting sitting) {
        this.sitting = sitting;
        this.outbox = sitting.outbox();
    }

    /** Returns whether any line could be posted or waits; every other one has become a dead letter. */
    boolean apply(ChannelEvent event) {
        return apply(event, sitting.fact().origin());
    }

    private boolean apply(ChannelEvent event, DeadLetter.Origin origin) {
        boolean posted = false;
        for (int index = 0; index < event.lines().size(); index++) {
            ChannelLine line = event.lines().get(index);
            List<Long> items = itemsOf(line);
            if (items.isEmpty()) {
                park(ParkedLine.of(event, index, origin));
                posted = true;
            } else if (items.size() == 1) {
                post(event, line, items.get(0));
                posted = true;
            } else {
                refuse(line, "ambiguous_sku", origin);
            }
        }
        return posted;
    }

    /** A SKU has become known: the lines that waited for it are posted. */
    void skuIsKnown(String sku) {
        for (ParkedLine parked : sitting.state().parkedFor(sku)) {
            sitting.state().unpark(parked);
            apply(parked.event(), parked.origin());
        }
    }

    /** A line has waited long enough for its SKU. */
    void giveUp(ParkedLine parked) {
        sitting.state().unpark(parked);
        refuse(parked.line(), "unknown_sku", parked.origin());
    }

    private void park(ParkedLine parked) {
        sitting.state().park(parked);
        long due = sitting.fact().recordMillis() + PATIENCE.toMillis();
        sitting.state().add(due, Agenda.Subject.PARKED_LINE, parked.id());
    }

    private void post(ChannelEvent event, ChannelLine line, long itemId) {
        long at = line.locationId();
        int quantity = line.quantity();
        switch (event.type()) {
            case SALE -> delta(event, itemId, at, -quantity, LedgerRow.Kind.SALE);
            case RETURN -> delta(event, itemId, at, quantity, LedgerRow.Kind.RETURN);
            case ADJUSTMENT -> delta(event, itemId, at, quantity, LedgerRow.Kind.ADJUSTMENT);
            case TRANSFER -> {
                delta(event, itemId, at, -quantity, LedgerRow.Kind.TRANSFER);
                delta(event, itemId, line.toLocationId(), quantity, LedgerRow.Kind.TRANSFER);
            }
            case COUNT -> outbox.count(itemId, at, quantity, event.occurredAt().toEpochMilli(), event.idempotencyKey());
        }
    }

    private void delta(ChannelEvent event, long itemId, long at, int delta, LedgerRow.Kind kind) {
        outbox.delta(itemId, at, delta, event.occurredAt().toEpochMilli(), kind, event.idempotencyKey());
    }

    private List<Long> itemsOf(ChannelLine line) {
        if (line.inventoryItemId() != null) {
            return List.of(line.inventoryItemId());
        }
        List<Long> items = sitting.state().itemsOf(line.sku());
        if (items.size() < 2) {
            return items;
        }
        List<Long> stockedThere = items.stream()
                .filter(itemId -> isStockedAt(itemId, line.locationId()))
                .toList();
        return stockedThere.isEmpty() ? items : stockedThere;
    }

    private boolean isStockedAt(long itemId, long locationId) {
        return sitting.stock().open(itemId).isStockedAt(locationId);
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
