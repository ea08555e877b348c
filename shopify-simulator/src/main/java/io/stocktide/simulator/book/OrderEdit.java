package io.stocktide.simulator.book;

import java.time.Instant;
import java.util.Map;

/** One committed edit: units added and removed by line id. */
public record OrderEdit(
        long id, long orderId, Instant committedAt, Map<Long, Integer> additions, Map<Long, Integer> removals) {}
