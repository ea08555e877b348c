package io.stocktide.schemas.value;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A row of a delivery.
 *
 * @param quantityAfterChange what Shopify held at once after; null where it did not say, or said it in answer to a
 *     repeated call, when it tells a later figure
 * @param code Shopify's error code for a rejected row
 */
public record DeliveredChange(
        @JsonUnwrapped BatchChange change, Status status, Integer quantityAfterChange, String code, String message) {
    /** One row's fate. */
    public enum Status {
        APPLIED,
        /** This row is the reason why Shopify refused the call. */
        REJECTED,
        /** A set that found another figure than {@code changeFromQuantity}. */
        STALE,
        /** Nothing wrong with it: it shared a call with a row that was. */
        RETURNED,
        /** Given up after the last retry. */
        ABANDONED
    }
}
