package io.stocktide.schemas.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stocktide.schemas.value.Cause;
import io.stocktide.schemas.value.LedgerRow;
import java.time.Instant;
import java.util.List;

/** A page of an item's ledger, newest row first; {@code nextCursor} is null on the last page. */
public record LedgerPage(
        String shop,
        @JsonFormat(shape = JsonFormat.Shape.STRING) long inventoryItemId,
        long balance,
        List<Row> rows,
        String nextCursor) {
    /** A ledger row beside its cause. */
    public record Row(LedgerRow row, Cause cause, Instant recordedAt) {}
}
