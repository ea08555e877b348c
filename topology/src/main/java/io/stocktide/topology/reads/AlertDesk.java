package io.stocktide.topology.reads;

import io.stocktide.topology.alerts.StockAlerts;
import java.util.Map;

/** Where alerts are asked for. */
public final class AlertDesk extends Desk<StockAlerts> {
    /**
     * @param client as Kafka's clients take it
     */
    public AlertDesk(Map<String, String> client) {
        super(() -> new StockAlerts(client), StockAlerts::close, "alerts-unavailable", "Alerts cannot be read now");
    }
}
