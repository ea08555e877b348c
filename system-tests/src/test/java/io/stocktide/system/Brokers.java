package io.stocktide.system;

import io.stocktide.standalone.broker.Broker;
import io.stocktide.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** The broker of a test: embedded, or in a container by {@code -Pcontainers}. */
final class Brokers {
    private Brokers() {}

    /** A new one, not started; an embedded one keeps its data in the directory. */
    static Broker in(Path dir) {
        return ContainerBroker.isWanted() ? new ContainerBroker() : new EmbeddedBroker(dir, 0);
    }
}
