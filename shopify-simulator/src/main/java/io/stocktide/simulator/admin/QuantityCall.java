package io.stocktide.simulator.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The input of an adjust or set call, the same shape for both. */
record QuantityCall(Kind kind, String name, String reason, String referenceDocumentUri, List<Row> rows) {
    /** Shopify takes no longer array. */
    static final int MOST_ROWS = 250;

    /** The two mutations, and where they differ in words. */
    enum Kind {
        ADJUST("changes", "delta", "InventoryChangeInput", "INVALID_QUANTITY_NAME"),
        SET("quantities", "quantity", "InventoryQuantityInput", "INVALID_NAME");

        private final String rowsField;
        private final String amountField;
        private final String rowType;
        private final String wrongNameCode;

        Kind(String rowsField, String amountField, String rowType, String wrongNameCode) {
            this.rowsField = rowsField;
            this.amountField = amountField;
            this.rowType = rowType;
            this.wrongNameCode = wrongNameCode;
        }

        String rowsField() {
            return rowsField;
        }

        String amountField() {
            return amountField;
        }

        String rowType() {
            return rowType;
        }

        String wrongNameCode() {
            return wrongNameCode;
        }
    }

    /**
     * One change asked for.
     *
     * @param amount units: a delta to adjust by, or the quantity to set
     * @param hasChangeFrom whether the key {@code changeFromQuantity} was there at all; an explicit null counts
     */
    record Row(
            int index,
            String itemGid,
            String locationGid,
            int amount,
            boolean hasChangeFrom,
            Integer changeFromQuantity,
            String ledgerDocumentUri) {}

    @SuppressWarnings("unchecked")
    static QuantityCall read(Kind kind, Map<String, Object> input) {
        List<Row> rows = new ArrayList<>();
        for (Map<String, Object> row : (List<Map<String, Object>>) input.get(kind.rowsField())) {
            rows.add(new Row(
                    rows.size(),
                    (String) row.get("inventoryItemId"),
                    (String) row.get("locationId"),
                    (Integer) row.get(kind.amountField()),
                    row.containsKey("changeFromQuantity"),
                    (Integer) row.get("changeFromQuantity"),
                    (String) row.get("ledgerDocumentUri")));
        }
        return new QuantityCall(
                kind,
                (String) input.get("name"),
                (String) input.get("reason"),
                (String) input.get("referenceDocumentUri"),
                rows);
    }
}
