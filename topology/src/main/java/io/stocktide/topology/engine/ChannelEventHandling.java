package io.stocktide.topology.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stocktide.schemas.json.Json;
import io.stocktide.schemas.value.ChannelEvent;
import io.stocktide.schemas.value.ChannelLine;
import io.stocktide.schemas.value.DeadLetter;
import io.stocktide.schemas.value.LedgerRow;
import io.stocktide.topology.outbox.Outbox;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Posts what a channel did, and queues it for Shopify. */
final class ChannelEventHandling {
    private final Sitting sitting;
    private final Outbox outbox;

    ChannelEventHandling(Sitting sitting) {
        this.sitting = sitting;
        this.outbox = sitting.outbox();
    }

    /** Returns how many lines could be posted; every other one has become a dead letter. */
    int apply(ChannelEvent event) {
        int posted = 0;
        for (ChannelLine line : event.lines()) {
            OptionalLong itemId = itemOf(line);
            if (itemId.isPresent()) {
                post(event, line, itemId.getAsLong());
                posted++;
            }
        }
        return posted;
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

    private OptionalLong itemOf(ChannelLine line) {
        if (line.inventoryItemId() != null) {
            return OptionalLong.of(line.inventoryItemId());
        }
        List<Long> items = sitting.state().itemsOf(line.sku());
        if (items.size() > 1) {
            items = items.stream()
                    .filter(itemId -> isStockedAt(itemId, line.locationId()))
                    .toList();
        }
        if (items.size() == 1) {
            return OptionalLong.of(items.get(0));
        }
        refuse(line, items.isEmpty() ? "unknown_sku" : "ambiguous_sku");
        return OptionalLong.empty();
    }

    private boolean isStockedAt(long itemId, long locationId) {
        return sitting.stock().open(itemId).isStockedAt(locationId);
    }

    private void refuse(ChannelLine line, String cause) {
        sitting.effects()
                .deadLetter(new DeadLetter(
                        sitting.fact().shop(),
                        cause,
                        "the line's SKU does not name one inventory item at the location",
                        sitting.fact().origin(),
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
