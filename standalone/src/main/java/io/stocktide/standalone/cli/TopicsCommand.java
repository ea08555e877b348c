package io.stocktide.standalone.cli;

import io.stocktide.service.kafka.TopicAdmin;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide topics}. */
@Command(name = "topics", description = "Makes and checks the topics.", synopsisSubcommandLabel = "(create | check)")
final class TopicsCommand {
    // The help options must be there from the start: added later they would shift the parameters of the method.
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes the topics that are missing; those that are there stay as they are.")
    int create(
            @Mixin KafkaOptions kafka,
            @Option(
                            names = "--partitions",
                            defaultValue = "12",
                            description = "Partitions of each; shops are spread over them, and it cannot be changed"
                                    + " later (default: ${DEFAULT-VALUE}).")
                    int partitions,
            @Option(
                            names = "--replication-factor",
                            defaultValue = "3",
                            description = "Copies of each (default: ${DEFAULT-VALUE}).")
                    short replicationFactor) {
        try (TopicAdmin admin = new TopicAdmin(kafka.clientProperties())) {
            List<String> made = admin.create(partitions, replicationFactor);
            System.out.println(made.isEmpty() ? "all topics are there" : "made " + String.join(", ", made));
            return 0;
        }
    }

    @Command(
            name = "check",
            description = "Says what is wrong with the topics and the cluster; exit code 1 if anything is.")
    int check(@Mixin KafkaOptions kafka) {
        try (TopicAdmin admin = new TopicAdmin(kafka.clientProperties())) {
            List<String> faults = admin.check();
            faults.forEach(System.out::println);
            if (faults.isEmpty()) {
                System.out.println("all is well");
            }
            return faults.isEmpty() ? 0 : 1;
        }
    }
}
