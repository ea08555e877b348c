package io.stocktide.standalone.verify;

import org.apache.kafka.common.TopicPartition;

/**
 * A part of a topic's partition.
 *
 * @param from the first offset in it
 * @param to the first offset behind it
 */
record Span(TopicPartition partition, long from, long to) {
    Span {
        // A topic that was cut meanwhile begins behind its end.
        to = Math.max(from, to);
    }

    long length() {
        return to - from;
    }
}
