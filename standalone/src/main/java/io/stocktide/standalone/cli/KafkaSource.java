package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.standalone.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command finds Kafka: a cluster, or the data of an {@code up} that is stopped. */
final class KafkaSource {
    private static final String SERVERS = "--bootstrap-servers";
    private static final String DATA_DIR = "--data-dir";

    /** What is to be done with the properties of Kafka's clients. */
    @FunctionalInterface
    interface Work {
        int with(Map<String, String> client) throws Exception;
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = SERVERS,
            paramLabel = "HOST:PORT[,…]",
            description = "Kafka's brokers to begin with; either this or --data-dir.")
    private String bootstrapServers;

    @Mixin
    private KafkaProperties kafka;

    @Option(
            names = DATA_DIR,
            paramLabel = "DIR",
            description = "The data of a 'stocktide up' that is stopped, on which an embedded Kafka is started.")
    private Path dataDir;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Of that embedded Kafka; 0 takes any free one (default: ${DEFAULT-VALUE}).")
    private int brokerPort;

    /** Does the work, with an embedded Kafka around it where there is none. */
    int with(Work work) throws Exception {
        if (!isDataDir()) {
            return work.with(kafka.of(bootstrapServers));
        }
        Path data = dataDir.resolve("kafka");
        if (!Files.exists(data.resolve("meta.properties"))) {
            throw new ConfigException(dataDir + " holds no data of 'stocktide up'");
        }
        try (EmbeddedBroker broker = new EmbeddedBroker(data, brokerPort)) {
            Map<String, String> client = kafka.of(broker.bootstrapServers());
            broker.start();
            client.put("bootstrap.servers", broker.bootstrapServers());
            return work.with(client);
        }
    }

    /** Meaningful where {@link #isDataDir}. */
    Path dataDir() {
        return dataDir;
    }

    /** The command line wins over the environment, here too. */
    boolean isDataDir() {
        boolean servers = bootstrapServers != null;
        boolean data = dataDir != null;
        if (servers && data) {
            servers = spec.commandLine().getParseResult().hasMatchedOption(SERVERS);
            data = spec.commandLine().getParseResult().hasMatchedOption(DATA_DIR);
        }
        if (servers == data) {
            throw new ConfigException("give either " + SERVERS + " or " + DATA_DIR + " (see --help)");
        }
        return data;
    }
}
