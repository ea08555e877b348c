package io.stocktide.standalone.broker;

/** A Kafka cluster of one's own. */
public interface Broker extends AutoCloseable {
    /** Returns once it can be reached. */
    void start();

    /** Where it is reached, once it has started. */
    String bootstrapServers();

    @Override
    void close();
}
