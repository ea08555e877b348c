package io.stocktide.schemas.topic;

/** How Kafka lets go of a topic's records; the value is {@code cleanup.policy}. */
public enum Cleanup {
    COMPACT("compact"),
    DELETE("delete"),
    COMPACT_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    public String policy() {
        return policy;
    }
}
