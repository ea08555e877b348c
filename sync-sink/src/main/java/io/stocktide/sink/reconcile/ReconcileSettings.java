package io.stocktide.sink.reconcile;

import io.stocktide.service.shops.ConfigException;
import java.time.Duration;

/**
 * When and how fast shops are read again.
 *
 * @param interval how often what has changed is read; zero for never
 * @param sweepInterval how often everything is
 * @param budgetShare the most of what a shop's cost bucket restores that this may spend, above 0, at most 1
 */
public record ReconcileSettings(Duration interval, Duration sweepInterval, double budgetShare) {
    public ReconcileSettings {
        if (interval.isNegative() || sweepInterval.compareTo(interval) < 0) {
            throw new ConfigException("shops are read again after some time, and all of one no more often than a part");
        }
        if (budgetShare <= 0 || budgetShare > 1) {
            throw new ConfigException("the share of the cost budget for reconciliation is above 0 and at most 1");
        }
    }

    /** What has changed every 15 minutes, everything daily, with a fifth of the budget. */
    public static ReconcileSettings defaults() {
        return new ReconcileSettings(Duration.ofMinutes(15), Duration.ofDays(1), 0.2);
    }
}
