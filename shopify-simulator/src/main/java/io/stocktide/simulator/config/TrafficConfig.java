package io.stocktide.simulator.config;

/**
 * What buyers, merchants and marketplaces do over the whole run, all shops together.
 *
 * @param orders orders in all; 0 goes on until the simulator is closed
 * @param ordersPerSecond 0 goes as fast as the webhook backlog allows
 * @param cancelShare share of orders cancelled before they are fulfilled
 * @param refundShare share of orders with a refund, before or after fulfilment
 * @param editShare share of orders edited after they were placed
 * @param fulfilShare share of the orders not cancelled that are fulfilled, some in two parts
 * @param manualEdits corrections a merchant types into the admin
 * @param channelSales marketplace events, sales and others together
 * @param plainSaleShare share of marketplace events that are sales; the rest splits evenly into returns, adjustments
 *     and transfers
 */
public record TrafficConfig(
        long orders,
        double ordersPerSecond,
        double cancelShare,
        double refundShare,
        double editShare,
        double fulfilShare,
        long manualEdits,
        long channelSales,
        double plainSaleShare) {
    public TrafficConfig {
        Checks.atLeast("orders", 0, orders);
        Checks.atLeast("ordersPerSecond", 0, ordersPerSecond);
        Checks.share("cancelShare", cancelShare);
        Checks.share("refundShare", refundShare);
        Checks.share("editShare", editShare);
        Checks.share("fulfilShare", fulfilShare);
        Checks.atLeast("manualEdits", 0, manualEdits);
        Checks.atLeast("channelSales", 0, channelSales);
        Checks.share("plainSaleShare", plainSaleShare);
    }
}
