package io.stocktide.standalone.run;

import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The key by which the instances of a fleet know each other. */
public final class HopKey {
    private static final int BYTES = 32;

    private HopKey() {}

    /** Writes the file, readable by its owner alone, unless there is one. */
    public static Path ensure(Path file) {
        if (Files.exists(file)) {
            return file;
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, HexFormat.of().formatHex(key) + "\n");
        } catch (IOException e) {
            throw new ConfigException("cannot write the instances' key " + file);
        }
    }
}
