package io.stocktide.standalone.cli;

import io.stocktide.service.access.TokensOffice;
import io.stocktide.standalone.run.GeneratedShops;
import io.stocktide.standalone.run.HopKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stocktide init}. */
@Command(
        name = "init",
        description = {
            "Makes the files that the roles share, where they are missing: shops.json, hop.key and tokens.json.",
            "The shops are simulated ones with new secrets; put your own shops.json there first for real ones."
        })
final class InitCommand implements Callable<Integer> {
    @Option(
            names = "--config-dir",
            paramLabel = "DIR",
            defaultValue = "./config",
            description = "Where they are made (default: ${DEFAULT-VALUE}).")
    private Path configDir;

    @Option(names = "--shops", defaultValue = "3", description = "Simulated shops (default: ${DEFAULT-VALUE}).")
    private int shops;

    @Override
    public Integer call() {
        ensure("shops.json", file -> GeneratedShops.ensure(file, shops));
        ensure("hop.key", HopKey::ensure);
        ensure("tokens.json", file -> new TokensOffice(file).ensure());
        return 0;
    }

    private void ensure(String name, Maker maker) {
        Path file = configDir.resolve(name);
        boolean there = Files.exists(file);
        maker.make(file);
        System.out.println((there ? "found " : "made  ") + file);
    }

    private interface Maker {
        void make(Path file);
    }
}
