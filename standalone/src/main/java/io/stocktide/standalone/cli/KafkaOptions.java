package io.stocktide.standalone.cli;

import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach Kafka. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT[,…]",
            required = true,
            description = "Kafka's brokers to begin with.")
    private String bootstrapServers;

    @Mixin
    private KafkaProperties properties;

    Map<String, String> clientProperties() {
        return properties.of(bootstrapServers);
    }
}
