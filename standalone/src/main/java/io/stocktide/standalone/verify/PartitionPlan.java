package io.stocktide.standalone.verify;

import io.stocktide.schemas.topic.Topics;
import java.util.Collection;
import java.util.Map;

/**
 * What is to be read of one partition number.
 *
 * @param spans by topic
 * @param webhooksSinceMillis webhooks of before are left out
 * @param webhooksWaiting offsets of {@code webhooks} that the topology has still to process
 */
record PartitionPlan(Map<String, Span> spans, long webhooksSinceMillis, long webhooksWaiting) {
    Span span(String topic) {
        return spans.get(topic);
    }

    Collection<Span> spans(Collection<String> topics) {
        return topics.stream().map(spans::get).toList();
    }

    long length() {
        return spans.values().stream().mapToLong(Span::length).sum();
    }

    long firstOffset(String topic) {
        return span(topic).from();
    }

    /** Whether the oldest records of the ledger have expired. */
    boolean ledgerIsCut() {
        return firstOffset(Topics.LEDGER.name()) > 0;
    }
}
