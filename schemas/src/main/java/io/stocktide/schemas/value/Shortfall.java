package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Why a reservation was refused, for one item at one location.
 *
 * @param line the first of the request's lines that it is about, counted from 0
 * @param locationId null where the request left the choice to us
 * @param requested units, over all lines that ask for the same
 * @param available units that could have been reserved; not above zero where there are none
 */
public record Shortfall(
        int line,
        String sku,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long inventoryItemId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long locationId,
        long requested,
        long available,
        Reason reason) {
    /** What stands against it. */
    public enum Reason {
        INSUFFICIENT,
        /** No item bears the SKU. */
        UNKNOWN_SKU,
        /** Several items bear the SKU. */
        AMBIGUOUS_SKU,
        /** The item is not known, not tracked, or not stocked there: there is no figure to draw on. */
        NOT_STOCKED
    }
}
