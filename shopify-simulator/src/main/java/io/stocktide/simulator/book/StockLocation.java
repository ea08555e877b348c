package io.stocktide.simulator.book;

import java.time.Instant;

/** A place that holds stock. */
public record StockLocation(long id, String name, Instant createdAt) {}
