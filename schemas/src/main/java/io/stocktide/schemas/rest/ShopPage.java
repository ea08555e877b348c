package io.stocktide.schemas.rest;

import java.util.List;

/**
 * Shops in the order of their domains.
 *
 * @param nextCursor where to go on; null at the end
 */
public record ShopPage(List<SyncStatus> shops, String nextCursor) {}
