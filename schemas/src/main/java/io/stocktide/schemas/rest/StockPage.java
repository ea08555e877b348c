package io.stocktide.schemas.rest;

import java.util.List;

/** A page of items in the order of their ids; {@code nextCursor} is null on the last page. */
public record StockPage(List<ItemStock> items, String nextCursor) {}
