package io.stocktide.standalone.check;

/**
 * A level at which we and Shopify differ.
 *
 * @param ours what we say is available; null where we know no such level
 * @param shopifys what Shopify holds; null where the item is not tracked
 * @param unsettled what is in doubt on our side
 */
public record Difference(
        String shop, String inventoryItemId, String locationId, Long ours, Long shopifys, long unsettled) {}
