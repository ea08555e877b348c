package io.stocktide.standalone.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A shops file for simulated shops, with secrets made for it. */
public final class GeneratedShops {
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /** Writes the file, readable by its owner alone, unless there is one. */
    public static void ensure(Path file, int shops) {
        if (!Files.exists(file)) {
            new GeneratedShops().write(file, shops);
        }
    }

    private void write(Path file, int shops) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.putArray("webhookSecrets").add(secret());
        ArrayNode entries = content.putArray("shops");
        for (int number = 1; number <= shops; number++) {
            ObjectNode entry = entries.addObject();
            entry.put("shop", "shop-" + number + ".myshopify.com");
            entry.putArray("apiTokens").add(secret());
            entry.put("adminToken", "shpat_" + secret());
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new ConfigException("cannot write the shops file " + file);
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
