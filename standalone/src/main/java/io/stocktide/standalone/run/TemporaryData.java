package io.stocktide.standalone.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that is gone afterwards, also where the process is told to stop. */
public final class TemporaryData implements AutoCloseable {
    private final Path dir;
    private final Thread hook = new Thread(this::delete, "temporary-data");

    public TemporaryData() throws IOException {
        this.dir = Files.createTempDirectory("stocktide-");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public Path dir() {
        return dir;
    }

    private void delete() {
        try (Stream<Path> found = Files.walk(dir)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A service that is still stopping has written meanwhile; what is left is in the system's own
            // temporary directory.
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        delete();
    }
}
