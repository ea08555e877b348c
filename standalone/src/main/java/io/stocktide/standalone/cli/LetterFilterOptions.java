package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.topology.letters.LetterFilter;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterFilterOptions {
    @Option(
            names = "--shop",
            paramLabel = "SHOP",
            description = "Only this shop, such as example.myshopify.com; all of them where it is left out.")
    private String shop;

    @Option(names = "--cause", paramLabel = "CAUSE", description = "Only this cause, such as unknown_sku.")
    private String cause;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only where the record that died lies on this topic, such as webhooks.")
    private String topic;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what died then or later, such as 2026-11-20T10:00:00Z.")
    private Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what died before that time.")
    private Instant until;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many letters at most, the oldest of each partition first (default: ${DEFAULT-VALUE}).")
    private int limit;

    LetterFilter filter() {
        return new LetterFilter(shop, cause, topic, since, until);
    }

    /** Throws a {@link ConfigException} where it is none. */
    int limit() {
        if (limit < 1) {
            throw new ConfigException("--limit must be above zero");
        }
        return limit;
    }
}
