package io.stocktide.simulator.admin;

import io.stocktide.simulator.admin.QuantityCall.Kind;
import io.stocktide.simulator.admin.QuantityCall.Row;
import io.stocktide.simulator.book.Item;
import io.stocktide.simulator.book.Level;
import io.stocktide.simulator.book.ShopBook;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a call against Shopify's rules and works out its deltas, without moving anything. */
final class QuantityPlan {
    private static final long MOST_UNITS = 1_000_000_000L;
    private static final Set<String> REASONS = Set.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_created",
            "movement_updated",
            "movement_received",
            "movement_canceled",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_updated",
            "reservation_deleted",
            "restock",
            "safety_stock",
            "shrinkage");

    private final ShopBook shop;
    private final QuantityCall call;
    private final UserErrors errors = new UserErrors();
    private final List<Step> steps = new ArrayList<>();

    /** What earlier rows of the call have already moved, by level. */
    private final Map<Level, Integer> moved = new LinkedHashMap<>();

    /** One level and the change to its available units. */
    record Step(Level level, int delta) {}

    QuantityPlan(ShopBook shop, QuantityCall call) {
        this.shop = shop;
        this.call = call;
        checkHead();
        call.rows().forEach(this::checkRow);
    }

    UserErrors errors() {
        return errors;
    }

    List<Step> steps() {
        return steps;
    }

    private void checkHead() {
        boolean onHandSet = call.kind() == Kind.SET && call.name().equals("on_hand");
        if (!call.name().equals("available") && !onHandSet) {
            errors.add(call.kind().wrongNameCode(), "The specified quantity name is invalid.", "input", "name");
        }
        if (!REASONS.contains(call.reason())) {
            errors.add("INVALID_REASON", "The specified reason is invalid.", "input", "reason");
        }
        if (call.referenceDocumentUri() != null && !isUri(call.referenceDocumentUri())) {
            errors.add(
                    "INVALID_REFERENCE_DOCUMENT",
                    "The specified reference document is invalid.",
                    "input",
                    "referenceDocumentUri");
        }
    }

    private void checkRow(Row row) {
        Item item = shop.items().get(Gid.parse(row.itemGid()).expect("InventoryItem"));
        long locationId = Gid.parse(row.locationGid()).expect("Location");
        if (item == null) {
            reject(
                    row,
                    "INVALID_INVENTORY_ITEM",
                    "The specified inventory item could not be found.",
                    "inventoryItemId");
        } else if (!item.tracked()) {
            reject(row, "NON_MUTABLE_INVENTORY_ITEM", "The inventory item is not tracked.", "inventoryItemId");
        }
        if (shop.findLocation(locationId) == null) {
            reject(row, "INVALID_LOCATION", "The specified location could not be found.", "locationId");
        } else if (item != null && item.levelAt(locationId) == null) {
            reject(row, "INVALID_LOCATION", "The inventory item is not stocked at the location.", "locationId");
        } else if (item != null && item.tracked()) {
            checkQuantity(row, item.levelAt(locationId));
        }
    }

    private void checkQuantity(Row row, Level level) {
        if (row.ledgerDocumentUri() != null) {
            reject(
                    row,
                    "INVALID_AVAILABLE_DOCUMENT",
                    "No ledger document URI is allowed for available.",
                    "ledgerDocumentUri");
        }
        boolean twice = moved.containsKey(level) && call.kind() == Kind.SET;
        if (twice) {
            reject(
                    row,
                    "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                    "The combination of inventory item and location must be unique.",
                    "locationId");
        }
        long current = current(level);
        if (row.changeFromQuantity() != null && row.changeFromQuantity() != current) {
            reject(
                    row,
                    "CHANGE_FROM_QUANTITY_STALE",
                    "The changeFromQuantity value does not match the current quantity.",
                    "changeFromQuantity");
        }
        long after = call.kind() == Kind.ADJUST ? current + row.amount() : row.amount();
        checkBounds(row, after);
        take(level, (int) (Math.max(-MOST_UNITS, Math.min(MOST_UNITS, after)) - current));
    }

    private void checkBounds(Row row, long after) {
        String field = call.kind().amountField();
        if (call.name().equals("on_hand") && after < 0) {
            reject(row, "INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative.", field);
        } else if (after > MOST_UNITS) {
            reject(row, "INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 1,000,000,000.", field);
        } else if (after < -MOST_UNITS) {
            reject(row, "INVALID_QUANTITY_TOO_LOW", "The quantity can't be lower than -1,000,000,000.", field);
        }
    }

    private long current(Level level) {
        long now = call.name().equals("on_hand") ? level.onHand() : level.available();
        return now + moved.getOrDefault(level, 0);
    }

    private void take(Level level, int delta) {
        moved.merge(level, delta, Integer::sum);
        steps.add(new Step(level, delta));
    }

    private void reject(Row row, String code, String message, String field) {
        errors.add(code, message, "input", call.kind().rowsField(), Integer.toString(row.index()), field);
    }

    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.getScheme() != null && uri.getAuthority() != null && !text.startsWith("gid://shopify/");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
