package io.stocktide.standalone.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives every option an environment variable: {@code --bootstrap-servers} is {@code STOCKTIDE_BOOTSTRAP_SERVERS}. The
 * command line wins over the environment, and that over the default. An empty variable is as good as none: Compose sets
 * one for whatever is not given to it.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String defaultValue(ArgSpec arg) {
        String value = arg.isOption() ? environment.get(variable((OptionSpec) arg)) : null;
        return value != null && !value.isEmpty() ? value : arg.defaultValue();
    }

    static String variable(OptionSpec option) {
        return "STOCKTIDE_"
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
