package io.stocktide.service.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.stocktide.schemas.json.Json;
import io.stocktide.service.shops.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes the tokens file, which holds no token but the SHA-256 of each:
 *
 * <pre>{@code
 * {"tokens": [{"name": "pos-1", "sha256": "…", "role": "write", "shops": ["example.myshopify.com"]},
 *             {"name": "warehouse", "sha256": "…", "role": "read", "shops": ["*"], "requestsPerSecond": 50}]}
 * }</pre>
 */
final class TokensFile {
    private record Content(List<TokenEntry> tokens) {}

    // A misspelt field would otherwise be a limit that nobody keeps.
    private static final ObjectReader READER =
            Json.mapper().readerFor(Content.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private TokensFile() {}

    /** Throws {@link ConfigException} where the file cannot be read or does not say what it should. */
    static List<TokenEntry> read(Path file) {
        Content content = parse(file);
        if (content == null || content.tokens() == null) {
            throw new ConfigException(file + " has no \"tokens\": it needs {\"tokens\": [{\"name\": …}]}");
        }
        Set<String> names = new HashSet<>();
        Set<String> digests = new HashSet<>();
        for (TokenEntry entry : content.tokens()) {
            require(entry != null, file + ": an entry of \"tokens\" is null");
            require(
                    !entry.name().equals(TokenEntry.OF_SHOPS_FILE),
                    file + ": the name " + entry.name() + " stands for the tokens of the shops file");
            require(names.add(entry.name()), file + ": the name " + entry.name() + " stands twice");
            require(digests.add(entry.sha256()), file + ": " + entry.name() + " is the token of another name too");
        }
        return content.tokens();
    }

    static byte[] write(List<TokenEntry> entries) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(entries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tokens always have JSON", e);
        }
    }

    private static Content parse(Path file) {
        try {
            return READER.readValue(Files.readAllBytes(file));
        } catch (UnrecognizedPropertyException e) {
            throw new ConfigException(file + " has a field that means nothing here: \"" + e.getPropertyName() + "\"");
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof ConfigException wrong) {
                throw new ConfigException(file + ": " + wrong.getMessage());
            }
            throw new ConfigException(file + " is not the JSON it should be, at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new ConfigException("cannot read the tokens file " + file);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigException(otherwise);
        }
    }
}
