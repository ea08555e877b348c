package io.stocktide.standalone.cli;

import io.stocktide.service.shops.ShopDirectory;
import io.stocktide.service.shops.ShopsFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which shops there are. */
final class ShopsOptions {
    @Option(
            names = "--shops-file",
            paramLabel = "FILE",
            required = true,
            description = "The shops and what opens them, as JSON; secrets may stand in files that it names.")
    private Path file;

    ShopDirectory read() {
        return ShopsFile.read(file);
    }
}
