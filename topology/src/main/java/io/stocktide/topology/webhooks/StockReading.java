package io.stocktide.topology.webhooks;

import static io.stocktide.topology.webhooks.WebhookReader.id;
import static io.stocktide.topology.webhooks.WebhookReader.need;

import io.stocktide.topology.catalog.Register;
import io.stocktide.topology.facts.MalformedFactException;
import io.stocktide.topology.stock.Observation;
import io.stocktide.topology.webhooks.Bodies.IdBody;
import io.stocktide.topology.webhooks.Bodies.ItemBody;
import io.stocktide.topology.webhooks.Bodies.LevelBody;
import io.stocktide.topology.webhooks.Bodies.ProductBody;
import io.stocktide.topology.webhooks.WebhookReader.Reading;
import java.time.OffsetDateTime;

/** Levels, items, products and locations. */
final class StockReading {
    private static final long MAX_QUANTITY = 1_000_000_000;

    private StockReading() {}

    static WebhookFact level(Reading reading) {
        LevelBody body = reading.body(LevelBody.class);
        return new WebhookFact.LevelSeen(
                id(body.inventoryItemId(), "inventory_item_id"),
                id(body.locationId(), "location_id"),
                Observation.at(need(body.updatedAt(), "updated_at").toEpochSecond(), inRange(body.available())));
    }

    /** Shopify's own bound on quantities. */
    private static Long inRange(Long available) {
        if (available != null && Math.abs(available) > MAX_QUANTITY) {
            throw new MalformedFactException("malformed_body", "the field available is out of range");
        }
        return available;
    }

    /** The body has no time: {@code {inventory_item_id, location_id}}. */
    static WebhookFact disconnect(Reading reading) {
        LevelBody body = reading.body(LevelBody.class);
        return new WebhookFact.LevelSeen(
                id(body.inventoryItemId(), "inventory_item_id"),
                id(body.locationId(), "location_id"),
                Observation.gone(reading.triggeredSecond()));
    }

    static WebhookFact item(Reading reading) {
        ItemBody body = reading.body(ItemBody.class);
        long second = second(body.updatedAt(), reading);
        return new WebhookFact.ItemSeen(
                id(body.id(), "id"), new Register<>(second, body.sku()), tracked(second, body.tracked()));
    }

    private static Register<Boolean> tracked(long second, Boolean tracked) {
        return tracked == null ? Register.empty() : new Register<>(second, tracked);
    }

    static WebhookFact itemDeleted(Reading reading) {
        return new WebhookFact.ItemDeleted(id(reading.body(IdBody.class).id(), "id"), reading.triggeredSecond());
    }

    static WebhookFact product(Reading reading) {
        ProductBody body = reading.body(ProductBody.class);
        long second = second(body.updatedAt(), reading);
        id(body.id(), "id");
        return new WebhookFact.ProductSeen(need(body.variants(), "variants").stream()
                .filter(variant -> variant.id() != null && variant.inventoryItemId() != null)
                .map(variant -> new WebhookFact.ProductSeen.Variant(
                        variant.id(), variant.inventoryItemId(), new Register<>(second, variant.sku())))
                .toList());
    }

    static WebhookFact locationClosed(Reading reading) {
        IdBody body = reading.body(IdBody.class);
        return new WebhookFact.LocationClosed(id(body.id(), "id"), second(body.updatedAt(), reading));
    }

    private static long second(OffsetDateTime updatedAt, Reading reading) {
        return updatedAt == null ? reading.triggeredSecond() : updatedAt.toEpochSecond();
    }
}
