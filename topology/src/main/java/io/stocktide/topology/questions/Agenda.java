package io.stocktide.topology.questions;

import java.util.Optional;

/** When a shop's questions are due, and how often those about variants have been asked. */
public interface Agenda {
    /** What a question is about. */
    enum Subject {
        ITEM,
        VARIANT,
        /** A channel event's line that waits for its SKU. */
        PARKED_LINE,
        /** A reservation that expires, or has ended long ago. */
        RESERVATION
    }

    /**
     * A question about a variant.
     *
     * @param asked how often so far
     */
    record VariantQuestion(long dueMillis, int asked) {}

    void add(long dueMillis, Subject subject, long id);

    void remove(long dueMillis, Subject subject, long id);

    Optional<VariantQuestion> variantQuestion(long variantId);

    void put(long variantId, VariantQuestion question);

    void removeVariantQuestion(long variantId);
}
