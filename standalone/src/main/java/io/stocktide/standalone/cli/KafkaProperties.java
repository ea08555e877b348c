package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** What Kafka's clients are told beside where the brokers are. */
final class KafkaProperties {
    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            split = ";",
            description = "A property of Kafka's clients, such as security.protocol=SASL_SSL; may be repeated,"
                    + " or several joined by ';'.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--kafka-file",
            paramLabel = "FILE",
            description = "A file of such properties, for those that are secret. --kafka wins over it.")
    private Path file;

    Map<String, String> of(String bootstrapServers) {
        Map<String, String> all = new HashMap<>();
        if (file != null) {
            fromFile().forEach((key, value) -> all.put(key.toString(), value.toString()));
        }
        all.putAll(properties);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    private Properties fromFile() {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read Kafka's properties from " + file);
        }
    }
}
