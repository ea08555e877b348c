package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ConfigException;
import io.stocktide.standalone.check.CheckFailedException;
import io.stocktide.standalone.demo.DemoCommand;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code stocktide}. */
@Command(
        name = "stocktide",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A streaming backbone for high-volume Shopify merchants: webhooks and sales-channel events in,"
                + " one true stock level out, Shopify corrected.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            InitCommand.class,
            IngestCommand.class,
            TopologyCommand.class,
            SinkCommand.class,
            SimulatorCommand.class,
            TopicsCommand.class,
            DeadLettersCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            ReplayCommand.class,
            ShopsCommand.class,
            TokensCommand.class,
            HelpCommand.class
        })
public final class Stocktide {
    /** Wrong usage or configuration. */
    static final int WRONG = 2;

    private Stocktide() {}

    public static void main(String[] args) {
        // OpenTelemetry logs by the JDK's own means; its lines are to look like all others.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        // A role's own threads may outlive its command; the process must not.
        System.exit(run(args));
    }

    /** Does what the arguments say, in this process; returns the exit code. */
    public static int run(String... args) {
        return commandLine(System.getenv()).execute(args);
    }

    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Stocktide());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
        commandLine.setParameterExceptionHandler((e, args) -> {
            e.getCommandLine().getErr().println("stocktide: " + e.getMessage() + " (see --help)");
            return WRONG;
        });
        addFooter(commandLine);
        return commandLine;
    }

    private static void addFooter(CommandLine command) {
        command.getSubcommands().values().forEach(Stocktide::addFooter);
        if (!command.getCommandSpec().options().isEmpty()) {
            command.getCommandSpec()
                    .usageMessage()
                    .footer(
                            "",
                            "Every option can be given by environment instead: --bootstrap-servers is"
                                    + " STOCKTIDE_BOOTSTRAP_SERVERS. The command line wins.");
        }
        if (command.getCommandSpec().mixinStandardHelpOptions()) {
            return;
        }
        command.getCommandSpec().mixinStandardHelpOptions(true);
    }

    private static int explain(Exception e, CommandLine command) throws Exception {
        if (e instanceof ConfigException || e instanceof IllegalArgumentException) {
            command.getErr().println("stocktide: " + e.getMessage());
            return WRONG;
        }
        if (e instanceof KafkaException) {
            // "Failed to create new KafkaAdminClient" says nothing of what to mend; its cause does.
            Throwable cause = e.getCause() instanceof KafkaException ? e.getCause() : e;
            command.getErr().println("stocktide: " + cause.getMessage());
            return WRONG;
        }
        if (e instanceof CheckFailedException) {
            command.getErr().println("stocktide: " + e.getMessage());
            return 1;
        }
        throw e;
    }
}
