package io.stocktide.topology.replay;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay has to read.
 *
 * @param from the first offset of each partition
 * @param until the offset behind the last
 */
public record Span(Map<TopicPartition, Long> from, Map<TopicPartition, Long> until) {
    public Span {
        from = Map.copyOf(from);
        until = Map.copyOf(until);
    }

    /** In offsets, which are more than records where topics are compacted or written in transactions. */
    public long total() {
        return until.entrySet().stream()
                .mapToLong(each -> Math.max(0, each.getValue() - from.getOrDefault(each.getKey(), 0L)))
                .sum();
    }

    /** How much of it lies behind the offsets given. */
    public long done(Map<TopicPartition, Long> committed) {
        return until.entrySet().stream()
                .mapToLong(each -> {
                    long start = from.getOrDefault(each.getKey(), 0L);
                    long now = Math.min(committed.getOrDefault(each.getKey(), start), each.getValue());
                    return Math.max(0, now - start);
                })
                .sum();
    }
}
