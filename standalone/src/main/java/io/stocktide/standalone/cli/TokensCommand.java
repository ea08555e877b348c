package io.stocktide.standalone.cli;

import io.stocktide.service.access.Role;
import io.stocktide.service.access.TokenEntry;
import io.stocktide.service.access.TokensOffice;
import io.stocktide.service.shops.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stocktide tokens}. */
@Command(
        name = "tokens",
        description = {
            "Makes the tokens that open shops over REST, and takes them back.",
            "The file holds the hash of each, never the token. A running role follows its --tokens-file within two"
                    + " seconds."
        },
        synopsisSubcommandLabel = "(create | list | revoke)")
final class TokensCommand {
    private static final String ROW = "%-24s %-8s %10s  %s%n";

    /** Which file. */
    static final class FileOption {
        @Option(
                names = "--tokens-file",
                paramLabel = "FILE",
                defaultValue = "./data/tokens.json",
                description = "The file, as the roles' --tokens-file names it (default: ${DEFAULT-VALUE}).")
        private Path file;

        TokensOffice office() {
            return new TokensOffice(file);
        }
    }

    // The help options must be there from the start: added later they would shift the parameters of the method.
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a token and prints it, this once; the file is made where it is missing.",
                "  stocktide tokens create --name pos-1 --shop a.myshopify.com --role write"
            })
    int create(
            @Mixin FileOption file,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What the token is called in the file and in the audit topic.")
                    String name,
            @Option(
                            names = "--shop",
                            paramLabel = "SHOP",
                            split = ",",
                            description = "The domain of a shop that it opens; may be repeated.")
                    List<String> shops,
            // A mere flag would turn one of the environment off again.
            @Option(
                            names = "--all-shops",
                            arity = "0..1",
                            fallbackValue = "true",
                            description = "It opens every shop, also those that are still to come.")
                    boolean allShops,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "read, write (report events and reserve, and read) or operate (redrive, and"
                                    + " all else).")
                    Role role,
            @Option(
                            names = "--requests-per-second",
                            paramLabel = "N",
                            description = "What it may ask of each instance; the instance's own bound where it is left"
                                    + " out.")
                    Integer requestsPerSecond) {
        if (allShops == (shops != null)) {
            throw new ConfigException("a token opens shops by --shop, or all of them by --all-shops");
        }
        List<String> opens = allShops ? List.of(TokenEntry.ALL_SHOPS) : shops;
        String token = file.office().create(name, role, opens, requestsPerSecond);
        System.err.println("keep this token now: it is not shown again");
        System.out.println(token);
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the tokens by name, with what each may do and where.")
    int list(@Mixin FileOption file) {
        List<TokenEntry> tokens = file.office().list();
        System.out.printf(ROW, "NAME", "ROLE", "REQUESTS/S", "SHOPS");
        for (TokenEntry token : tokens) {
            System.out.printf(
                    ROW,
                    token.name(),
                    token.role().name().toLowerCase(Locale.ROOT),
                    token.requestsPerSecond() == null ? "-" : token.requestsPerSecond(),
                    String.join(",", token.shops()));
        }
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a token back: roles refuse it within two seconds.")
    int revoke(
            @Mixin FileOption file,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What the token is called in the file.")
                    String name) {
        file.office().revoke(name);
        System.out.println(name + " is revoked");
        return 0;
    }
}
