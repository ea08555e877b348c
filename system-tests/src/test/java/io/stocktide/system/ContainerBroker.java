package io.stocktide.system;

import io.stocktide.standalone.broker.Broker;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka in a container, for the same tests as on the embedded broker. */
final class ContainerBroker implements Broker {
    private final KafkaContainer container = new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"));

    static boolean isWanted() {
        return "container".equals(System.getProperty("stocktide.broker"));
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
