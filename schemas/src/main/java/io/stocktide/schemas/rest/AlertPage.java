package io.stocktide.schemas.rest;

import io.stocktide.schemas.value.StockAlert;
import java.util.List;

/** A shop's newest alerts, the newest first. */
public record AlertPage(List<StockAlert> alerts) {
    public AlertPage {
        alerts = List.copyOf(alerts);
    }
}
