package io.stocktide.standalone.demo;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.simulator.http.FaultPlan;
import java.time.Duration;

/**
 * What a demo runs.
 *
 * @param skus over all shops
 * @param orders over all shops
 * @param ordersPerSecond 0 for as fast as it goes
 * @param faults what goes wrong with Shopify while traffic lasts
 * @param atMost how long the whole may take before it counts as failed
 */
public record DemoSettings(
        long seed,
        int shops,
        int skus,
        int locations,
        long orders,
        long channelSales,
        long manualEdits,
        double ordersPerSecond,
        FaultPlan faults,
        Duration atMost) {
    public DemoSettings {
        if (shops < 1 || skus < shops || locations < 1 || orders < 1) {
            throw new ConfigException("a demo needs at least one shop, a SKU for each, a location and an order");
        }
        if (channelSales < 0 || manualEdits < 0 || ordersPerSecond < 0) {
            throw new ConfigException("channel sales, manual edits and the rate of orders cannot be below zero");
        }
    }
}
